package grader.machine.database.driver;

import grader.machine.database.driver.Message.Type;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The watcher in the grader's process, as the driver sees it: one socket for all connections of this process, and one
 * daemon thread that reads from it.
 *
 * <p>A thread that waits for a response cannot be interrupted, as a thread that waits for a database cannot: the
 * interrupt stays pending. It never reads from the socket itself, because an interrupt of a virtual thread would close
 * it.
 */
final class Watcher {

    /** No watcher holds a statement that long: it hangs, and is treated as gone. */
    private static final long MOST_SECONDS = 120;
    private static final int CONNECT_MILLIS = 5_000;

    private static final Map<InetSocketAddress, Watcher> ALL = new HashMap<>();

    /** A request that waits for its response. */
    private static final class Pending {
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile Message response;      // null after `done`: the watcher is gone

        void complete(Message message) {
            response = message;
            done.countDown();
        }

        Message await() {
            boolean interrupted = false;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            try {
                while (true) {
                    try {
                        return done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS) ? response : null;
                    } catch (InterruptedException later) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private final Socket socket = new Socket();
    private final DataOutputStream out;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final Map<Integer, WatchedConnection> open = new ConcurrentHashMap<>();
    private final Map<Integer, RealDatabase> databases = new ConcurrentHashMap<>();
    private volatile boolean gone;

    private Watcher(InetSocketAddress address) throws IOException {
        socket.connect(address, CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        Thread.ofPlatform().daemon().name("watched database").start(this::readAll);
    }

    /** The watcher at this address: a known one, unless it has gone. */
    static Watcher at(String host, int port) throws SQLException {
        synchronized (ALL) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            Watcher known = ALL.get(address);
            if (known == null || known.gone) {
                ALL.put(address, known = connect(address));
            }
            return known;
        }
    }

    private static Watcher connect(InetSocketAddress address) throws SQLException {
        try {
            return new Watcher(address);
        } catch (IOException error) {
            SQLException missing = Failures.of(Failures.CANNOT_OPEN, "the watcher of this database does not listen on "
                    + address.getAddress().getHostAddress() + ":" + address.getPort()
                    + ": it has ended. Take 'watched:HOST:PORT:jdbc:' out of the URL to do without");
            missing.initCause(error);
            throw missing;
        }
    }

    boolean isGone() {
        return gone;
    }

    /** Asks, and waits for the response; null if the watcher has gone. */
    Message ask(Type type, int connection, long number, List<String> texts) {
        Message request = new Message(type, ids.incrementAndGet(), connection, number, texts);
        Pending waiting = new Pending();
        pending.put(request.id(), waiting);
        if (gone || !send(request)) {
            waiting.complete(null);
        }
        Message response = waiting.await();
        pending.remove(request.id());
        return response;
    }

    private boolean send(Message message) {
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (out) {
                message.write(out);
            }
            return true;
        } catch (IOException broken) {
            end();
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void opened(int number, WatchedConnection connection) {
        open.put(number, connection);
        databases.put(number, connection.database());
    }

    void closed(int number) {
        open.remove(number);
    }

    private void readAll() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            while (true) {
                Message message = Message.read(in);
                switch (message.type()) {
                    case BREAK_ALL -> aside("breaking connections", () -> breakAll(message));
                    case QUERY -> aside("the grader's query", () -> query(message));
                    default -> {
                        Pending waiting = pending.get(message.id());
                        if (waiting != null) {
                            waiting.complete(message);
                        }
                    }
                }
            }
        } catch (IOException closed) {
            end();
        }
    }

    private static void aside(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }

    private void end() {
        gone = true;
        try {
            socket.close();
        } catch (IOException ignored) {
            // it is of no use any more
        }
        pending.values().forEach(waiting -> waiting.complete(null));
    }

    /** All at the same time: one may wait for a lock that another one has. */
    private void breakAll(Message request) {
        List<Thread> threads = new ArrayList<>();
        for (String number : request.texts()) {
            WatchedConnection connection = open.get(Integer.parseInt(number));
            if (connection != null) {
                threads.add(Thread.ofPlatform().daemon().name("breaking " + number).start(connection::breakDown));
            }
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        send(request.reply(Type.ANSWER, 0, List.of()));
    }

    private void query(Message request) {
        RealDatabase database = databases.get(request.connection());
        List<String> texts = request.texts();
        try {
            RealDatabase.Table table =
                    database.query(texts.getFirst(), Parameters.decode(texts.subList(1, texts.size())));
            send(request.reply(Type.ANSWER, table.columns(), table.values()));
        } catch (SQLException | RuntimeException error) {
            send(request.reply(Type.ANSWER, -1, List.of(String.valueOf(error.getMessage()))));
        }
    }
}
