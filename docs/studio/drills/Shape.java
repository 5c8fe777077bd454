package docs.studio.drills;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of request in the load.
 *
 * @param send method and target; `{x*100}` is a hundred of that character, and `{random}` a number
 * @param fields lines of the head, without their ends
 * @param content of an upload
 * @param how the client behaves
 * @param millis for what the client does slowly
 * @param rate how many per second
 */
record Shape(String send, String fields, String content, How how, int millis, double rate) {

    /** How a client behaves. */
    enum How {
        /** It uses a connection again. */
        KEPT,
        /** It opens a connection for each request. */
        NEW,
        /** It opens a connection, and sends its request later. */
        LATE,
        /** Its content takes time. */
        UPLOAD,
        /** It leaves in the middle of the response. */
        LEAVE,
        /** It sends a dozen requests at once, each on a new connection. */
        BURST
    }

    private static final Pattern REPEATED = Pattern.compile("\\{(.)\\*(\\d+)}");
    private static final int DIFFERENT = 1_000_000;

    Shape {
        fields = fields == null ? "" : fields;
        content = content == null ? "" : content;
        how = how == null ? How.KEPT : how;
    }

    /** The same with other texts. */
    Shape with(UnaryOperator<String> change) {
        return new Shape(change.apply(send), change.apply(fields), change.apply(content), how, millis, rate);
    }

    /** The same, more or less often. */
    Shape times(double pace) {
        return new Shape(send, fields, content, how, millis, rate * pace);
    }

    /** The text of one request. */
    static String expanded(String text, Random random) {
        return REPEATED.matcher(text.replace("{random}", String.valueOf(random.nextInt(DIFFERENT))))
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                        .repeat(Integer.parseInt(found.group(2)))));
    }
}
