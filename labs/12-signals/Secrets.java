import java.util.regex.Pattern;

/**
 * Keeps secrets out of what is written about a request. A log is read by more people than a request, is copied, and is
 * kept for longer. Page: docs/pages/lab12.adoc.
 */
final class Secrets {

    private static final String HIDDEN = "(hidden)";
    /** Words of names, as in `api_key`, `access-token` and `accessToken`, but not in `monkey`. */
    private static final Pattern NAMES = Pattern.compile("(?i:(?<![a-z])(?:tokens?|password|passwd|passphrase|pwd|"
            + "secret|(?:api)?key|auth|authorization|credentials?|signature)(?![a-z]))"
            + "|(?<=[a-z])(?:Token|Password|Secret|Key)(?![a-z])");
    private static final Pattern PARAMETER = Pattern.compile("([^=&]*)=([^&]*)");

    private Secrets() {}

    /**
     * Returns a request target as it may be written: in its query, {@link #HIDDEN} is in place of the value of each
     * parameter whose name is that of a secret. All else is as it was received.
     */
    // task access-log
    static String hide(String target) {
        Todo.report("access-log");
        return target.replaceFirst("[?].*", "");
    }

    /**
     * Returns whether a parameter is a secret, by its name as received: it may have escapes, as in `%74oken`. At least
     * `token`, `password` and `key` are, in upper or lower case, and names that contain them in a list of words, such
     * as `api_key`. A name with invalid escapes is one, too. What else is a secret's name is up to you.
     */
    // task access-log
    private static boolean isSecret(String name) {
        Todo.report("access-log");
        return true;
    }
}
