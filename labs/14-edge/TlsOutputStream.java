import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;

/** The output of a tunnel over TLS. Threads that write at the same time wait for each other. */
final class TlsOutputStream extends OutputStream {

    private final Transport socket;
    private final SSLEngine ssl;
    private final TlsPort port;

    TlsOutputStream(Transport socket, SSLEngine ssl, TlsPort port) {
        this.socket = socket;
        this.ssl = ssl;
        this.port = port;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** @throws IOException if no more may be sent; with TLS 1.2, also since the client has sent its `close_notify` */
    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        ByteBuffer plain = ByteBuffer.wrap(bytes, from, count);
        while (plain.hasRemaining()) {
            send(plain);
        }
    }

    /** Wraps as much as fits into one buffer, and writes that. */
    private void send(ByteBuffer plain) throws IOException {
        ByteBuffer buffer = port.acquire();
        try {
            TlsOutput.wrap(ssl, plain, buffer);
            socket.out().write(buffer.array(), buffer.arrayOffset(), buffer.position());
        } finally {
            port.release(buffer);
        }
    }

    /** Sends the `close_notify`, and then no more. The other direction goes on (RFC 8446 §6.1). */
    // task tls
    synchronized void end() throws IOException {
        Todo.report("tls");
        throw new IOException("not yet");
    }
}
