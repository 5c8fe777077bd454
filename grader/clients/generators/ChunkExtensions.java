package grader.clients.generators;

import java.util.List;
import java.util.Random;

/** Makes what may follow the size of a chunk on its line, and what must not (RFC 9112 §7.1.1). */
public final class ChunkExtensions {

    private static final String NAME = "!#$%&'*+-.^_`|~0123456789abcxyzABCXYZ";
    private static final String NO_TOKEN = "(),/:<>?@[]{}\u0080\u00A0\u00FF";
    private static final String IN_QUOTES = "\t ;,=!#'()[]{}~0azAZ\u0080\u00FF";
    private static final String CONTROLS = "\0\1\7\10\13\14\16\33\37\177";

    private final Random random;

    public ChunkExtensions(Random random) {
        this.random = random;
    }

    /** Text that is not the extensions of a chunk, and what is wrong with it. */
    public record Invalid(String what, String text) {}

    /** Up to three valid extensions. */
    public String valid() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(spaces()).append(';').append(spaces()).append(name());
            if (random.nextInt(3) > 0) {
                text.append(spaces()).append('=').append(spaces()).append(random.nextBoolean() ? name() : quoted());
            }
        }
        return text.toString();
    }

    /** One text for each way to be wrong, as a rule after valid extensions. */
    public List<Invalid> invalid() {
        return List.of(
                invalid("a `;` without a name", ";" + spaces()),
                invalid("two `;` in a row", ";" + spaces() + ";" + name()),
                invalid("a `=` without a name", ";" + spaces() + "=" + name()),
                invalid("a name that is not a token", ";" + name() + one(NO_TOKEN) + name() + "=" + name()),
                invalid("a name in quotes", ";" + quoted() + "=" + name()),
                invalid("a control character in a name", ";" + name() + one(CONTROLS)),
                invalid("two words without a `;`", ";" + name() + space() + name()),
                invalid("an extension without a `;`", space() + name() + "=" + name()),
                invalid("a `=` without a value", ";" + name() + spaces() + "=" + spaces()),
                invalid("a `=` with the next extension after it", ";" + name() + "=" + spaces() + ";" + name()),
                invalid("two `=`", ";" + name() + "=" + name() + "=" + name()),
                invalid("a value that is not a token", ";" + name() + "=" + name() + one(NO_TOKEN)),
                invalid("a value that begins like none", ";" + name() + "=" + one(NO_TOKEN) + name()),
                invalid("a control character in a value", ";" + name() + "=" + name() + one(CONTROLS) + name()),
                invalid("a word after a value", ";" + name() + "=" + name() + space() + name()),
                invalid("a word right after a quoted string", ";" + name() + "=" + quoted() + name()),
                invalid("a word after a quoted string", ";" + name() + "=" + quoted() + space() + name()),
                invalid("two quoted strings", ";" + name() + "=" + quoted() + spaces() + quoted()),
                invalid("a quoted string after a word", ";" + name() + "=" + name() + quoted()),
                invalid("a quoted string that never ends", ";" + name() + "=" + open()),
                invalid("a quoted string whose last quote is escaped", ";" + name() + "=" + open() + "\\\""),
                invalid("a backslash at the end", ";" + name() + "=" + open() + "\\"),
                invalid("a backslash outside of quotes", ";" + name() + "=" + name() + "\\" + name()),
                invalid("a control character in quotes", ";" + name() + "=" + open() + one(CONTROLS) + "\""),
                invalid("an escaped control character", ";" + name() + "=" + open() + "\\" + one(CONTROLS) + "\""),
                invalid("a line ending in quotes", ";" + name() + "=" + open() + "\r\n" + name() + "\""),
                invalid("an escaped line ending in quotes", ";" + name() + "=" + open() + "\\\r\n" + name() + "\""),
                invalid("a bare LF in quotes", ";" + name() + "=" + open() + "\n" + name() + "\""),
                invalid("a bare CR in quotes", ";" + name() + "=" + open() + "\r" + name() + "\""),
                invalid("white space at the end", space()));
    }

    private Invalid invalid(String what, String text) {
        return new Invalid(what, (random.nextInt(3) == 0 ? valid() : "") + text);
    }

    private String quoted() {
        return open() + "\"";
    }

    /** A quoted string without its last quote. */
    private String open() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            boolean escaped = random.nextInt(4) == 0;
            text.append(escaped ? "\\" + one(IN_QUOTES + "\"\\") : one(IN_QUOTES));
        }
        return text.toString();
    }

    private String name() {
        return word(NAME, 1 + random.nextInt(5));
    }

    private String space() {
        return word(" \t", 1 + random.nextInt(2));
    }

    private String spaces() {
        return random.nextBoolean() ? "" : space();
    }

    private String word(String alphabet, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(one(alphabet));
        }
        return word.toString();
    }

    private String one(String alphabet) {
        return String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
    }
}
