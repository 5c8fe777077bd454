// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;

/** A connection over TLS, from the handshake on, whose two directions end on their own: see {@link Transport}. */
final class TlsTransport {

    private TlsTransport() {}

    /**
     * Returns the connection for what is inside.
     *
     * @param socket the connection, whose bytes are encrypted
     * @param encrypted what was read before, and is not unwrapped yet
     */
    static Transport over(Transport socket, SSLEngine ssl, ByteBuffer encrypted, TlsPort port) {
        TlsOutputStream out = new TlsOutputStream(socket, ssl, port);
        return new Transport(new TlsInputStream(socket.in(), ssl, encrypted, port), out, new Transport.Ends() {
            @Override
            public void shutdownOutput() throws IOException {
                out.end();
            }

            @Override
            public void reset() {
                socket.ends().reset();
            }

            @Override
            public boolean isOpen() {
                return socket.ends().isOpen();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        });
    }
}
