package grader.machine.os;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** What this machine can listen on. */
public final class Addresses {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 1_000;

    private Addresses() {}

    /** Of 127.0.0.1, and free a moment ago: outside those that the system gives to clients. */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(TRIES, FIRST, END)
                .filter(Addresses::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        TRIES + " ports between " + FIRST + " and " + END + " are taken"));
    }

    /**
     * Whether nothing listens on this port of 127.0.0.1. Asking does not listen, either: a process that starts
     * meanwhile inherits the sockets for a moment, and a listener among them would keep its port that long.
     */
    public static boolean isFree(int port) {
        try (Socket probe = new Socket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    public static boolean isOurs(String address) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return probe.isBound();
        } catch (IOException notOurs) {
            return false;
        }
    }
}
