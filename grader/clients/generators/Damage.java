package grader.clients.generators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Random;

/** Makes bytes wrong, in ways that go wrong on the way or are meant to mislead. */
public final class Damage {

    /** What a parser may mistake for something else. */
    private static final String[] TEMPTING = {
            "\r\n", "\n", "\r", "\0", " ", "\t", ":", ";", ",", "0", "\r\n\r\n", "\u00FF", "#", "+", "-", "[", "*",
            "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Host: a\r\n", "HTTP/", "HTTP/2.0",
            "ffffffffffffffff",
            "CONNECT ", "=", "\"", "\\", ";a", ";a=\"", "\";"};

    private Damage() {}

    /** `bytes` with one to three damages. */
    public static byte[] of(byte[] bytes, byte[] other, Random random) {
        String text = new String(bytes, ISO_8859_1);
        for (int i = random.nextInt(3); i >= 0; i--) {
            text = once(text, new String(other, ISO_8859_1), random);
        }
        return text.getBytes(ISO_8859_1);
    }

    private static String once(String text, String other, Random random) {
        int a = random.nextInt(text.length() + 1);
        int b = a + random.nextInt(Math.min(text.length() - a, 12) + 1);
        String before = text.substring(0, a);
        String between = text.substring(a, b);
        String behind = text.substring(b);
        return switch (random.nextInt(8)) {
            case 0 -> before + flipped(between, random) + behind;
            case 1 -> before + (char) random.nextInt(256) + between + behind;
            case 2 -> before + TEMPTING[random.nextInt(TEMPTING.length)] + between + behind;
            case 3 -> before + TEMPTING[random.nextInt(TEMPTING.length)] + behind;
            case 4 -> before + behind;
            case 5 -> before + between + between + behind;
            case 6 -> behind.isEmpty() ? before : before + behind.charAt(0) + between + behind.substring(1);
            default -> random.nextBoolean() ? before : before + other.substring(random.nextInt(other.length() + 1));
        };
    }

    private static String flipped(String text, Random random) {
        return text.isEmpty() ? text : (char) (text.charAt(0) ^ 1 << random.nextInt(8)) + text.substring(1);
    }
}
