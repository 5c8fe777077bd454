package grader.proofs.fuzzing.edge.servers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** What a server says of a request: its number, method, target, the length of the content, and its hash. */
final class Reading {

    static final String FIELD = "X-Read";

    private static final int DIGITS = 12;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Reading() {}

    static String of(String method, String target, byte[] content) {
        try {
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            return COUNT.incrementAndGet() + " " + method + " " + target + " " + content.length + " "
                    + hash.substring(0, DIGITS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
