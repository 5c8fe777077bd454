package grader.proofs.reference.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.clients.generators.Damage;
import grader.clients.generators.Message;
import grader.clients.generators.Messages;
import grader.clients.generators.Seen;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What holds for a parser, whatever comes: each is tried with many cases, and a case is made from one seed. */
public enum ParserProperty {

    /** Cut at any one place, or everywhere, a small message is seen as it is meant. */
    EVERY_SPLIT(100) {
        @Override
        void hold(ReferenceParser parser, Random random) {
            Message message = small(random);
            meant(parser, message);
            for (int cut = 0; cut <= message.bytes().length; cut++) {
                meant(parser, message, cut);
            }
            meant(parser, message, Feed.everywhere(message.bytes()));
        }
    },

    /** Cut in some places, any message is seen as it is meant. */
    ANY_SPLIT(3000) {
        @Override
        void hold(ReferenceParser parser, Random random) {
            Message message = new Messages(random).any();
            meant(parser, message);
            meant(parser, message, Feed.somewhere(message.bytes(), random));
        }
    },

    /**
     * Up to six messages in one go: the same requests in the same order, and each leaves the next one's bytes alone.
     */
    PIPELINING(1000) {
        @Override
        void hold(ReferenceParser parser, Random random) {
            Messages messages = new Messages(random);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            List<Seen> seen = new ArrayList<>();
            List<Integer> ends = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Message message = messages.any();
                all.writeBytes(message.bytes());
                seen.add(message.seen());
                ends.add(all.size());
            }
            byte[] bytes = all.toByteArray();
            Feed.Outcome meant = new Feed.Outcome(seen, ends, "idle");
            same(meant, parser, bytes);
            same(meant, parser, bytes, Feed.somewhere(bytes, random));
        }
    },

    /**
     * Damaged bytes are requests, or the beginning of one, or refused; and that does not depend on how they are cut.
     */
    DAMAGE(6000) {
        @Override
        void hold(ReferenceParser parser, Random random) {
            Messages messages = new Messages(random);
            byte[] bytes = Damage.of(messages.any().bytes(), messages.any().bytes(), random);
            Feed.Outcome whole = Feed.of(parser.connection(MOST), bytes);
            same(whole, parser, bytes, Feed.somewhere(bytes, random));
            if (bytes.length < 250) {
                same(whole, parser, bytes, Feed.everywhere(bytes));
            }
        }
    },

    /** An accepted message, damaged or not, is parsed to the same result when it is written again from that result. */
    ROUND_TRIP(2000) {
        @Override
        void hold(ReferenceParser parser, Random random) {
            Messages messages = new Messages(random);
            byte[] bytes = messages.any().bytes();
            if (random.nextBoolean()) {
                bytes = Damage.of(bytes, messages.any().bytes(), random);
            }
            for (Seen seen : Feed.of(parser.connection(MOST), bytes).requests()) {
                byte[] again = written(seen).getBytes(ISO_8859_1);
                Feed.Outcome outcome = Feed.of(parser.connection(MOST), again);
                assertEquals(List.of(comparable(seen)),
                        outcome.requests().stream().map(ParserProperty::comparable).toList(),
                        () -> outcome.end() + Feed.shown(again));
            }
        }
    };

    /** How many bytes of content a request may have. */
    static final int MOST = 4096;

    public final int cases;

    ParserProperty(int cases) {
        this.cases = cases;
    }

    abstract void hold(ReferenceParser parser, Random random);

    /** Tries `cases` cases. The seed of a case that fails is told, and is enough to make it again. */
    public void hold(ReferenceParser parser, int cases, long seed) {
        for (int i = 0; i < cases; i++) {
            again(parser, seed + i);
        }
    }

    /** Tries the one case of this seed. */
    public void again(ReferenceParser parser, long seed) {
        try {
            hold(parser, new Random(seed));
        } catch (AssertionError error) {
            throw new AssertionError(this + " does not hold; again with\n"
                    + "  PARSER_SEED=" + Long.toHexString(seed) + " ./jbang verify --only ParserProperties\n"
                    + error.getMessage(), error);
        }
    }

    private static Message small(Random random) {
        Messages messages = new Messages(random);
        Message message = messages.any();
        while (message.bytes().length > 300) {
            message = messages.any();
        }
        return message;
    }

    private static void meant(ReferenceParser parser, Message message, int... cuts) {
        same(new Feed.Outcome(List.of(message.seen()), List.of(message.bytes().length), "idle"), parser,
                message.bytes(), cuts);
    }

    private static void same(Feed.Outcome meant, ReferenceParser parser, byte[] bytes, int... cuts) {
        assertEquals(meant, Feed.of(parser.connection(MOST), bytes, cuts), () -> Feed.shown(bytes, cuts));
    }

    /** A request with what was seen, its content announced by a length. */
    private static String written(Seen seen) {
        StringBuilder text = new StringBuilder(seen.method() + " " + seen.target() + " " + seen.version() + "\r\n");
        withoutFraming(seen).forEach(field -> text.append(field).append("\r\n"));
        return text + "content-length: " + seen.content().length() + "\r\n\r\n" + seen.content();
    }

    private static List<String> withoutFraming(Seen seen) {
        return seen.fields()
                .stream()
                .filter(field -> !field.matches("(?s)(content-length|transfer-encoding):.*"))
                .toList();
    }

    private static Seen comparable(Seen seen) {
        return new Seen(seen.method(), seen.target(), seen.path(), seen.query(), seen.version(),
                withoutFraming(seen), seen.content(), List.of(), seen.keepsConnection());
    }
}
