package grader.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Bytes for people: line ends can be seen, and a line is a line. */
public final class Escaped {

    private static final int MOST = 3000;

    private Escaped() {}

    public static String of(byte[] bytes) {
        return of(new String(bytes, ISO_8859_1));
    }

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n\n");
                case '\\' -> shown.append("\\\\");
                default -> shown.append(c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : String.valueOf(c));
            }
            if (shown.length() > MOST) {
                return shown + "… and more: " + text.length() + " bytes in all";
            }
        }
        return shown.toString();
    }
}
