import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tokens that the server knows, and their owners. They do not change while the server runs. */
record BearerTokens(List<Token> tokens) {

    /** The owner of a token. */
    record Principal(String name, String role) {}

    private record Token(Principal principal, byte[] secret) {}

    /**
     * Returns the owner of a token, or null if the token is unknown.
     *
     * <p>A wrong token takes as long as a right one. `equals` stops at the first byte that differs, and an attacker who
     * measures the time can find a secret byte by byte. `MessageDigest.isEqual` looks at all bytes, and this method
     * looks at all tokens.
     */
    // task authentication
    Principal principal(String secret) {
        byte[] given = secret.getBytes(ISO_8859_1);
        Principal owner = null;
        for (Token token : tokens) {
            if (MessageDigest.isEqual(given, token.secret())) {
                owner = token.principal();
            }
        }
        return owner;
    }

    /**
     * @param given the values of `--token`, each `NAME:ROLE:SECRET`; no message shows a whole value, so that secrets
     *        stay secret
     */
    static BearerTokens of(List<String> given) {
        List<Token> tokens = new ArrayList<>();
        Map<String, String> names = new HashMap<>();      // by secret
        for (String text : given) {
            check(text, names.size() + 1);
            String[] parts = text.split(":", 3);
            String other = names.put(parts[2], parts[0]);
            if (other != null) {
                throw new UsageException(
                        "--token " + parts[0] + ":" + parts[1] + ":(a secret): " + other + " has the same secret; "
                                + "give each token its own");
            }
            tokens.add(new Token(new Principal(parts[0], parts[1]), parts[2].getBytes(ISO_8859_1)));
        }
        return new BearerTokens(List.copyOf(tokens));
    }

    static void check(String text, int number) {
        if (!text.matches("[^:\\s\\p{Cntrl}]+:[^:\\s\\p{Cntrl}]+:[!-~]+")) {
            throw new UsageException("--token, number " + number + " (not shown, as it is a secret): "
                    + "give NAME:ROLE:SECRET, without spaces, the secret in ASCII");
        }
    }
}
