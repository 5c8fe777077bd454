package grader.checks.lab14.tls;

import grader.clients.http.Client;
import grader.clients.http.Limits;

/** The first message of a client that knows nothing newer than TLS 1.1 (RFC 4346 §7.4.1.2). */
final class OldHello {

    private static final char HANDSHAKE = 22;
    private static final String EXTENSIONS = "\0\n\0\4\0\2\0\27" + "\0\13\0\2\1\0";     // P-256, uncompressed points

    private OldHello() {}

    static void expectRefused(TlsClients clients) {
        String hello = "\3\2" + "r".repeat(32) + "\0" + "\0\10\300\11\300\12\300\23\300\24" + "\1\0" + "\0"
                + (char) EXTENSIONS.length() + EXTENSIONS;
        String message = "\1\0\0" + (char) hello.length() + hello;
        try (Client client = clients.server().connect()) {
            clients.rig().tell("a ClientHello of TLS 1.1");
            client.sendUnlogged(HANDSHAKE + "\3\1\0" + (char) message.length() + message);
            if (!client.awaitData(Limits.PATIENCE)) {
                throw clients.rig().failure("expected an alert or the end of the connection, but nothing came");
            }
            String came = client.readUntilClose(Limits.PATIENCE);
            if (!came.isEmpty() && came.charAt(0) == HANDSHAKE) {
                throw clients.rig().failure("expected TLS 1.1 to be refused, but the server began a handshake");
            }
        }
    }
}
