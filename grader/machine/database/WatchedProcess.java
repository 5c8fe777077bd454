package grader.machine.database;

import grader.machine.database.driver.Message;
import grader.machine.database.driver.Message.Type;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.io.input.BoundedInputStream;

/** A process that uses a watched database: the other end of its driver's socket. */
final class WatchedProcess implements AutoCloseable {

    /** In bytes. All that it says is recorded, so a server that talks without end would use up the grader's memory. */
    private static final long MOST = 16L << 20;

    private final WatchedDatabase database;
    private final Socket socket;
    private final DataOutputStream out;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<Message>> asked = new ConcurrentHashMap<>();

    WatchedProcess(WatchedDatabase database, Socket socket) throws IOException {
        this.database = database;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /** Reads until the process ends, has said too much or what is no message, or the database is closed. */
    void serve() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(limited(socket.getInputStream())))) {
            while (true) {
                Message message = Message.read(in);
                if (message.type() == Type.ANSWER) {
                    Optional.ofNullable(asked.remove(message.id())).ifPresent(future -> future.complete(message));
                } else {
                    database.received(message, this);
                }
            }
        } catch (IOException | RuntimeException ended) {
            close();
            database.gone(this);
        }
    }

    private static InputStream limited(InputStream in) throws IOException {
        return BoundedInputStream.builder().setInputStream(in).setMaxCount(MOST).get();
    }

    /** Responds to the driver; a process that has gone needs no response. */
    void send(Message message) {
        try {
            synchronized (out) {
                message.write(out);
            }
        } catch (IOException gone) {
            close();
        }
    }

    /** Asks the driver; empty if the process ends meanwhile, or takes too long. */
    Optional<Message> ask(Type type, int connection, List<String> texts, Duration limit) {
        long id = ids.incrementAndGet();
        CompletableFuture<Message> response = new CompletableFuture<>();
        asked.put(id, response);
        send(new Message(type, id, connection, 0, texts));
        if (socket.isClosed()) {
            response.complete(null);
        }
        Message message = response.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS).join();
        asked.remove(id);
        return Optional.ofNullable(message);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // it is of no use any more
        }
        asked.values().forEach(future -> future.complete(null));
    }
}
