package grader.checks.lab06;

import grader.run.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The users that a shop is started with. Each check that spends up to the limit has one of its own, so that servers can be
 * borrowed. Ids and limits are the seed's.
 */
enum Account {
    /** May buy, and nobody ever reaches the limit: for all checks that are not about it. */
    RICH, OTHER_RICH, BANNED, AT_THE_LIMIT, BY_AND_BY, UNCHANGED, REPEATED, TWINS, AFTER_FAULT;

    /** A million million cents. */
    private static final long PLENTY = 1_000_000_000_000L;

    boolean mayBuy() {
        return this != BANNED;
    }

    boolean isRich() {
        return ordinal() <= BANNED.ordinal();
    }

    /** The flags that tell a server of all accounts, in order. */
    static List<String> flags(Random random) {
        List<String> flags = new ArrayList<>();
        for (Account account : values()) {
            flags.add("--user");
            flags.add(Rig.word(random) + ":" + (account.isRich() ? PLENTY : random.nextInt(20_000, 900_000)) + ":"
                    + (account.mayBuy() ? "yes" : "no"));
        }
        return flags;
    }
}
