// Given: nothing in this file is for you to write.
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A connection whose two directions are used, and end, on their own. Used from lab 14 on.
 *
 * @param in what the peer sends; an interrupt, or {@link #close}, ends a read of another thread
 * @param out what the peer gets; the same holds for a write
 * @param ends how the connection ends
 */
record Transport(InputStream in, OutputStream out, Ends ends) implements Closeable {

    /** How a connection ends. */
    interface Ends extends Closeable {

        /** Sends no more: the peer reads the end of input. */
        void shutdownOutput() throws IOException;

        /** Closes the connection so that the peer sees that something is missing. */
        void reset();

        /** Returns whether the connection has not been closed here. What the peer did does not count. */
        default boolean isOpen() {
            return true;
        }
    }

    static Transport of(Socket socket) throws IOException {
        return new Transport(socket.getInputStream(), socket.getOutputStream(), new Ends() {
            @Override
            public void shutdownOutput() throws IOException {
                socket.shutdownOutput();
            }

            @Override
            public void reset() {
                SocketDriver.reset(socket);
            }

            @Override
            public boolean isOpen() {
                return !socket.isClosed();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        });
    }

    /** Returns the same connection, whose input begins with bytes that were read before. */
    Transport after(byte[] read) {
        return read.length == 0 ? this : new Transport(new InputAfter(ByteBuffer.wrap(read), in), out, ends);
    }

    @Override
    public void close() throws IOException {
        ends.close();
    }
}
