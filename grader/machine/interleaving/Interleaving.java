package grader.machine.interleaving;

import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.machine.interleaving.steps.Steps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Holds a thread of a server whose classes are woven ({@link WovenJars}) between two of its steps. */
public final class Interleaving implements AutoCloseable {

    private static final int LONGEST_PLACE = 1_000;

    private final ServerSocket listener;
    private final Thread reader;
    private Socket server;
    private String place = "";      // where a thread is held; empty: nowhere
    private boolean obeyed;         // whether the last command is in force

    public Interleaving() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        reader = Thread.ofPlatform().daemon().name("interleaving").start(this::read);
    }

    /** The flag of Java by which the server finds this. */
    public String option() {
        return "-D" + Steps.PORT + "=" + listener.getLocalPort();
    }

    private void read() {
        try (Socket socket = listener.accept();
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), LONGEST_PLACE)) {
            synchronized (this) {
                server = socket;
                notifyAll();
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (this) {
                    place = line.isEmpty() ? place : line;
                    obeyed = true;
                    notifyAll();
                }
            }
        } catch (IOException ended) {
            // The server has ended, or this is closed.
        }
    }

    /** Whether the server has made a step, and can be told what to hold. */
    public synchronized boolean isConnected(Duration limit) {
        return Await.notified(this, limit, () -> server != null);
    }

    /** From now on, the next thread that makes a step is held before its step number `step`, from 1. */
    public synchronized void holdBefore(int step) {
        tell(Integer.toString(step));
    }

    /** Where a thread is held now, such as `RateLimit.java:66`; empty if none is. */
    public synchronized Optional<String> held() {
        return Optional.of(place).filter(there -> !there.isEmpty());
    }

    /** Lets the thread go on; none is held from now on. */
    public synchronized void go() {
        tell(Steps.GO);
    }

    /** After this, {@link #held} knows of a thread that was held before. */
    public synchronized void ask() {
        send(Steps.ASK);
    }

    private void tell(String command) {
        place = "";
        send(command);
    }

    private void send(String command) {
        obeyed = false;
        try {
            server.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            Await.notified(this, Limits.PATIENCE, () -> obeyed);
        } catch (IOException ended) {
            // Its clients notice.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            synchronized (this) {
                if (server != null) {
                    server.close();
                }
            }
            reader.join();
        } catch (IOException ignored) {
            // It is of no use any more.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
