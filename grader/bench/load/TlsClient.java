package grader.bench.load;

import grader.clients.tls.ServerTrust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client with TLS 1.3 that trusts any certificate. It makes one connection after another, or uses one again. */
final class TlsClient implements AutoCloseable {

    private static final int PATIENCE = 10_000;     // milliseconds
    private static final int ROOM = 4096;

    private final InetSocketAddress server;
    private final Scenario scenario;
    private final byte[] request;
    private final byte[] in = new byte[ROOM];
    private final SSLContext context;
    private Socket kept;            // null if none is; with TLS
    private AnswerReader reader;
    private boolean shown;          // a certificate, since it was last reset: the handshake was a full one
    private int made;               // connections, so far

    TlsClient(InetSocketAddress server, Scenario scenario) {
        this.server = server;
        this.scenario = scenario;
        this.request = scenario.bytes();
        this.context = ServerTrust.clients(certificate -> shown = true);
    }

    /** Gets a response, or makes a connection and ends it. Returns whether that was as it should be. */
    boolean succeeds() {
        try {
            if (scenario == Scenario.T1) {
                return responds();
            }
            boolean full = scenario == Scenario.T2 || made == 0;
            shown = false;
            connectAndEnd();
            made++;
            return shown == full;
        } catch (IOException failed) {
            close();
            return false;
        }
    }

    private boolean responds() throws IOException {
        if (kept == null) {
            Socket plain = connect();
            kept = secure(plain, server.getHostString(), true);
            reader = new AnswerReader();
        }
        kept.getOutputStream().write(request);
        int count;
        do {
            count = kept.getInputStream().read(in);
            if (count < 0) {
                throw new IOException("the server ended the connection");
            }
        } while (reader.read(ByteBuffer.wrap(in, 0, count)) == 0);
        return reader.takeRefused() == 0;
    }

    /** The session for the next connection comes after the handshake, so all is read. */
    private void connectAndEnd() throws IOException {
        try (Socket plain = connect()) {
            SSLSocket secure = secure(plain, name(), false);
            secure.shutdownOutput();
            plain.shutdownOutput();
            try {
                while (secure.getInputStream().read(in) >= 0) {
                    // nothing is expected
                }
            } catch (SSLException without) {
                // Some servers do not say that this is the end.
            }
        }
    }

    /** The name that sessions are kept under: another one each time, if none is to be used again. */
    private String name() {
        return scenario == Scenario.T2 ? "name" + made : "name";
    }

    private Socket connect() throws IOException {
        Socket plain = new Socket();
        plain.connect(server, PATIENCE);
        plain.setSoTimeout(PATIENCE);
        plain.setTcpNoDelay(true);
        return plain;
    }

    /** @param whole whether the end of one is the end of both */
    private SSLSocket secure(Socket plain, String name, boolean whole) throws IOException {
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(plain, name, server.getPort(), whole);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    @Override
    public void close() {
        if (kept != null) {
            try {
                kept.close();
            } catch (IOException gone) {
                // It is closed.
            }
            kept = null;
        }
    }
}
