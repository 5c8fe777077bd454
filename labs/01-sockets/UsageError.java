/** What keeps a program from starting: one line that names the flag, the value and the remedy. Exit code 2. Given. */
final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageError(String message) {
        super(message, null, false, false);
    }
}
