package grader.proofs.reference.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.clients.generators.ChunkExtensions;
import grader.clients.http.ChunkGrammar;
import java.util.Random;
import java.util.regex.Matcher;

/** Text after the size of a chunk: a parser accepts what the grammar allows, and nothing else, however it is cut. */
public final class Extensions {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    /** A byte for each class of the grammar. */
    private static final String CLASSES = "g;= \"\\(\0\u0080";
    private static final int LONGEST = 5;
    private static final int CASES = 300;

    private Extensions() {}

    /** Tries every text of up to five bytes, one byte of each class, and longer ones that begin in quotes. */
    public static void agreeWithTheGrammar(ReferenceParser parser) {
        every(parser, "", LONGEST);
        every(parser, ";a=\"", LONGEST);
        every(parser, ";a=\"\"", LONGEST - 1);
    }

    private static void every(ReferenceParser parser, String before, int most) {
        agrees(parser, before, false);
        if (most > 0) {
            CLASSES.chars().forEach(c -> every(parser, before + (char) c, most - 1));
        }
    }

    /** Tries generated ones, half of them one byte at a time. */
    public static void areReadAsMeant(ReferenceParser parser, Random random) {
        ChunkExtensions extensions = new ChunkExtensions(random);
        for (int i = 0; i < CASES; i++) {
            String valid = extensions.valid();
            assertEquals(true, ChunkGrammar.EXTENSIONS.matcher(valid).matches(), () -> valid);
            agrees(parser, valid, i % 2 == 0);
            for (ChunkExtensions.Invalid invalid : extensions.invalid()) {
                assertEquals(false, ChunkGrammar.EXTENSIONS.matcher(invalid.text()).matches(), invalid::toString);
                agrees(parser, invalid.text(), i % 2 == 0);
            }
        }
    }

    private static void agrees(ReferenceParser parser, String text, boolean cut) {
        byte[] bytes = (HEAD + "1" + text + "\r\nx\r\n0" + text + "\r\n\r\n").getBytes(ISO_8859_1);
        Matcher grammar = ChunkGrammar.EXTENSIONS.matcher(text);
        String expected = grammar.matches() ? "idle" : "400";
        int[] cuts = cut ? Feed.everywhere(bytes) : new int[0];
        Feed.Outcome outcome = Feed.of(parser.connection(ParserProperty.MOST), bytes, cuts);
        assertEquals(expected, outcome.end().split(" ")[0], () -> outcome.end() + Feed.shown(bytes, cuts));
    }
}
