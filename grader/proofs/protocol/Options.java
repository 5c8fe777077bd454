package grader.proofs.protocol;

import java.util.Random;

/**
 * What a request says of its connection.
 *
 * @param lines field lines, perhaps none
 * @param keeps whether the connection goes on by them
 */
record Options(String lines, boolean keeps) {

    private static final String[] CLOSE = {
            "Connection: close\r\n", "connection:Close\r\n", "Connection: x, CLOSE ,y\r\n",
            "Connection: keep-alive, close\r\n",
            "Connection: keep-alive\r\nConnection: close\r\n", "Connection: , ,close\r\n"};
    private static final String[] KEEP = {
            "Connection: keep-alive\r\n", "connection: Keep-Alive, x\r\n",
            "Connection: x\r\nConnection: KEEP-ALIVE\r\n"};
    private static final String[] NEITHER =
            {"", "Connection: closed\r\n", "Connection: x\r\n", "Connection:\r\n", "Close: close\r\n"};

    /** @param old whether it is HTTP/1.0 */
    static Options any(Random random, boolean old) {
        return switch (random.nextInt(8)) {
            case 0 -> new Options(CLOSE[random.nextInt(CLOSE.length)], false);
            case 1, 2 -> new Options(KEEP[random.nextInt(KEEP.length)], true);
            case 3 -> old ? new Options(KEEP[random.nextInt(KEEP.length)], true)
                    : new Options(NEITHER[random.nextInt(NEITHER.length)], true);
            default -> old ? new Options(NEITHER[random.nextInt(NEITHER.length)], false) : new Options("", true);
        };
    }

    /** Fields that mean nothing here, and the host. */
    static String host(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "X-Request-Id: " + Long.toHexString(random.nextLong() | 1L << 63) + "\r\nHost: a\r\n";
            case 1 -> "Host: localhost:8080\r\nAccept: */*\r\nUser-Agent: " + "u".repeat(random.nextInt(300)) + "\r\n";
            default -> "Host: a\r\n";
        };
    }
}
