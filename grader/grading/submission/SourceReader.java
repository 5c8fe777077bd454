package grader.grading.submission;

import grader.core.files.PlatformFiles;
import grader.core.source.Syntax;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a source file. What editors, merges and IDEs leave in it is named with its line: javac would blame
 * another file, or say little.
 */
final class SourceReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** The first two bytes of a text in UTF-16. */
    private static final Set<String> UTF_16 = Set.of("fffe", "feff");
    private static final Pattern MERGE_MARK = Pattern.compile("(?m)^(?:<{7}|>{7}|={7}|\\|{7})(?: .*)?$");

    private SourceReader() {}

    /**
     * @param name as messages show it
     * @throws SubmissionRejected if it is not UTF-8, or is not as a lab's file has to be
     */
    static String text(String name, byte[] bytes) {
        String text = decoded(name, bytes);
        if (PlatformFiles.isSections(name)) {
            return text;
        }
        if (text.isBlank()) {
            throw new SubmissionRejected("stage", name + " is empty",
                    "write it again, or ./jbang course reset brings the starter back");
        }
        if (text.charAt(0) == BYTE_ORDER_MARK) {
            throw rejected(name, 1, "a byte order mark (BOM) is before the text, and javac does not take it",
                    "save it as UTF-8 without a BOM in your editor");
        }
        checkMerged(name, text);
        Syntax.packageLine(name, text).ifPresent(line -> {
            throw rejected(name, line, "a package: the lab's other files do not find what is in one",
                    "delete the line; files of labs are in no package");
        });
        return text;
    }

    private static String decoded(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean isUtf8 = !decoder.decode(in, out, true).isError();
        String text = out.flip().toString();
        if (!isUtf8) {
            String first = HexFormat.of().formatHex(bytes, 0, Math.min(2, bytes.length));
            throw rejected(name, lineAfter(text),
                    UTF_16.contains(first) ? "this is UTF-16, not UTF-8" : "this is not UTF-8",
                    "save it as UTF-8 in your editor");
        }
        return text;
    }

    /** A line like a mark is one only where it is no Java: text blocks and comments may have such lines. */
    private static void checkMerged(String name, String text) {
        Matcher mark = MERGE_MARK.matcher(text);
        if (mark.find() && Syntax.firstError(name, text).isPresent()) {
            throw rejected(name, lineAfter(text.substring(0, mark.start())),
                    "'" + mark.group() + "' is left of a merge that was not finished",
                    "keep the lines that are right, and delete those that begin with <<<<<<<, ======= and >>>>>>>");
        }
    }

    private static SubmissionRejected rejected(String name, long line, String what, String remedy) {
        return new SubmissionRejected("stage", name + ":" + line + ": " + what, remedy);
    }

    /** The line of what comes after a text. */
    private static long lineAfter(String text) {
        return 1 + text.chars().filter(c -> c == '\n').count();
    }
}
