package grader.machine.os;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** What this machine can listen on. */
public final class Addresses {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 1_000;

    private Addresses() {}

    /** Of 127.0.0.1, and free a moment ago: outside those that the system gives to clients. */
    public static int freePort() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // the next one, then
            }
        }
        throw new IllegalStateException(TRIES + " ports between " + FIRST + " and " + END + " are taken");
    }

    public static boolean isOurs(String address) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return probe.isBound();
        } catch (IOException notOurs) {
            return false;
        }
    }
}
