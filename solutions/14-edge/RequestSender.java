import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends a request to a backend. Long content is sent by a thread of its own: a backend may respond before it has read
 * all of it, and may then read no more.
 *
 * <p>A failure is no concern of the caller: the backend may have responded all the same. What is read then tells.
 */
final class RequestSender {

    private static final int DIRECT = 16 * 1024;       // as much as a socket takes without waiting
    private static final int PIECE = 64 * 1024;

    private final BackendConnection connection;
    private volatile long progress;         // when the backend has last taken anything, a System.nanoTime
    private volatile boolean complete;

    private RequestSender(BackendConnection connection) {
        this.connection = connection;
        this.progress = System.nanoTime();
    }

    /** Sends a request, or begins to. The thread ends when the connection is closed, if not before. */
    static RequestSender start(BackendConnection connection, byte[] head, StoredContent content) {
        RequestSender sender = new RequestSender(connection);
        if (head.length + content.length() <= DIRECT) {
            sender.send(head, content);
        } else {
            Thread.ofVirtual().name("request").start(() -> sender.send(head, content));
        }
        return sender;
    }

    private void send(byte[] head, StoredContent content) {
        long length = head.length + content.length();
        try (BodySource source = content.open()) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.max(head.length, Math.min(PIECE, length))).put(head);
            long sent = 0;
            boolean more = true;
            while (more) {
                more = fill(piece, source);     // A small request is one piece, for which one packet may do.
                write(piece.array(), piece.position());
                sent += piece.position();
                piece.clear();
            }
            complete = sent == length;
        } catch (IOException gone) {
            // The backend has closed the connection, or this side has.
        } catch (Exception | Error fault) {
            if (connection.isOpen()) {
                Faults.report(fault);       // Otherwise the exchange has ended, and may have released the content.
            }
        }
    }

    /** Fills a piece. Returns false if the source has ended. */
    private static boolean fill(ByteBuffer piece, BodySource source) throws Exception {
        while (piece.hasRemaining()) {
            if (source.read(piece) < 0) {
                return false;
            }
        }
        return true;
    }

    private void write(byte[] bytes, int count) throws IOException {
        connection.write(bytes, count);
        progress = System.nanoTime();
    }

    /** Returns when the backend has last taken any of the request, as a System.nanoTime. */
    long progress() {
        return progress;
    }

    /** Returns whether the backend, or the kernel, has all of the request. */
    boolean isComplete() {
        return complete;
    }
}
