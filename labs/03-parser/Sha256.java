// Given: nothing in this file is for you to write.
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short text that stands for content: other content has a different one (SHA-256, FIPS 180-4). Used until lab 04, and
 * again from lab 06 on.
 */
final class Sha256 {

    private Sha256() {}

    /** Returns 64 hexadecimal digits. */
    static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);        // Each Java has it.
        }
    }
}
