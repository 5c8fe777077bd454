package grader.checks.lab14.tls;

import grader.clients.http.Limits;
import grader.clients.tls.ServerTrust;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Clients over TLS of one server, which share their sessions, and trust any certificate. */
final class TlsClients {

    private final Rig rig;
    private final Server server;
    private final AtomicInteger shown = new AtomicInteger();        // certificates, which a resumed session needs not
    private final SSLContext context;

    TlsClients(Rig rig, Server server) {
        this.rig = rig;
        this.server = server;
        this.context = ServerTrust.clients(certificate -> shown.incrementAndGet());
    }

    Rig rig() {
        return rig;
    }

    Server server() {
        return server;
    }

    /** How many certificates were shown to these clients. */
    int shown() {
        return shown.get();
    }

    /** Connects with TLS 1.3, and shakes hands. */
    TlsClient connect(String name) {
        return connect(name, "TLSv1.3");
    }

    TlsClient connect(String name, String version) {
        return connect(name, version, parameters -> {}, socket -> {});
    }

    /**
     * Connects, and shakes hands.
     *
     * @param name that the client asks for; null for none
     * @param more settings
     * @param before what is done with the connection before the handshake
     */
    TlsClient connect(String name, String version, Consumer<SSLParameters> more, Consumer<TappedSocket> before) {
        TlsClient client = begin(name, version, more, before);
        String failure = client.shakeHands();
        if (!failure.isEmpty()) {
            client.close();
            throw rig.failure("expected a handshake with " + version + ", but it failed: " + failure);
        }
        return client;
    }

    /** The same, before the handshake. */
    TlsClient begin(String name, String version, Consumer<SSLParameters> more, Consumer<TappedSocket> before) {
        rig.tell("connect with " + version + (name == null ? "" : " to " + name));
        try {
            TappedSocket socket = new TappedSocket();
            socket.connect(server.address(), (int) Limits.PATIENCE.toMillis());
            socket.setSoTimeout((int) Limits.PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            before.accept(socket);
            String host = name == null ? server.address().getHostString() : name;
            SSLSocket secure = (SSLSocket) context.getSocketFactory()
                    .createSocket(socket, host, server.address().getPort(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
            more.accept(parameters);
            secure.setSSLParameters(parameters);
            return new TlsClient(rig, socket, secure);
        } catch (IOException error) {
            throw rig.failure("cannot connect: " + error.getMessage());
        }
    }
}
