// Given: nothing in this file is for you to write.
/** Thrown if a program cannot start. Each line of the message names the flag, the value and the remedy. Exit code 2. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
