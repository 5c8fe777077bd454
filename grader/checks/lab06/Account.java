package grader.checks.lab06;

import grader.grading.engine.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The users that a shop is started with. Each check that spends up to the limit has one of its own, so that servers can
 * be borrowed. Ids and limits are the seed's.
 */
enum Account {
    /** Never reaches the limit: for all checks that are not about it. */
    RICH,
    BANNED,
    /** May buy, but nothing that costs anything. */
    BROKE,
    GUEST_1, GUEST_2, GUEST_3, GUEST_4, GUEST_5, GUEST_6,
    AT_THE_LIMIT, BY_AND_BY, BY_COUPON, TOGETHER, REPEATED, TWINS;

    static final List<Account> GUESTS = List.of(GUEST_1, GUEST_2, GUEST_3, GUEST_4, GUEST_5, GUEST_6);

    /** A million million cents. */
    private static final long PLENTY = 1_000_000_000_000L;

    /** Such as `at-the-limit`: the beginning of its id. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean isLimited() {
        return ordinal() > GUEST_6.ordinal();
    }

    /** The values of `--user` that tell a server of all accounts, in order. */
    static List<String> flags(Random random) {
        List<String> flags = new ArrayList<>();
        for (Account account : values()) {
            long limit = account == BROKE ? 0 : account.isLimited() ? random.nextInt(20_000, 900_000) : PLENTY;
            flags.add(account + "-" + Words.word(random) + ":" + limit + ":" + (account == BANNED ? "no" : "yes"));
        }
        return flags;
    }
}
