package grader.proofs.protocol;

/** The limits that a server has. Times are in milliseconds, as `ConnectionLimits` of lab 07 has them. */
public record Setting(int idle, int request, int write, int maxBody) {

    /** How long a handler may take, in milliseconds. */
    public static final int HANDLER = 60_000;
    /** How long it lingers: that is no setting of the server's. */
    public static final int LINGER = 2_000;
    /** The most responses that wait for each other. */
    static final int MAX_WAITING = 16;
    private static final int MOST_WAITING_BYTES = 64 * 1024 + 16 * 1024;
    /** The most bytes that a borrowed buffer may have. */
    public static final int MOST_LENT = 65 * 1024;
    /** The most bytes of a read. */
    public static final int MOST_READ = 64 * 1024;

    /** Of which no two are alike. */
    public static final Setting USUAL = new Setting(7_000, 11_000, 5_000, 4_096);

    /**
     * What may be held for a client that has sent something: a head and what it grows into, its slices, content that
     * grows, a read, the borrowed buffer, the head of a response, and the responses that wait.
     */
    long mostHeld() {
        return 2 * 33_000 + 8 * 1024 + 3L * maxBody + MOST_READ + MOST_LENT + 16 * 1024 + MOST_WAITING_BYTES;
    }

    /** What may be held for a waiting connection: what a new connection has, and a little. */
    static final long MOST_IDLE = 1024;
}
