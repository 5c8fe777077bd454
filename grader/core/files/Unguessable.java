package grader.core.files;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that a program which runs meanwhile cannot guess. */
public final class Unguessable {

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Unguessable() {}

    /** 32 hexadecimal digits, others each time. */
    public static String text() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
