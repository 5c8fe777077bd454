package grader.clients.http.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.clients.http.Transcript.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** The raw client tells how a connection ended, whenever the end came. */
class ClientTest {

    private interface Ending {
        void end(Socket connection) throws IOException;
    }

    private final Transcript transcript = new Transcript();
    private Client client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            client = Client.connect((InetSocketAddress) listener.getLocalSocketAddress(), transcript, Peer.client());
            server = listener.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    /** It may show in the write or in the read. */
    @RepeatedTest(5)
    void aResetBeforeTheRequestIsAReset() throws IOException {
        assertEquals("expected a response, but the server reset the connection (RST) instead of closing it; "
                + "that is what closing a socket with unread bytes does, or closing the port before "
                + "the connection is accepted",
                told(connection -> {
                    connection.setSoLinger(true, 0);
                    connection.close();
                }));
    }

    @RepeatedTest(5)
    void whatComesBeforeTheEndIsToldBeforeIt() throws IOException {
        server.getOutputStream().write("more\n".getBytes());
        server.close();
        assertEquals("more\n", client.expectEnd(Limits.PATIENCE));
        assertEquals(List.of("more\\n", "< the server closed the connection"),
                transcript.steps().stream().skip(1).map(step -> step.lines().getFirst()).toList());
    }

    /**
     * The end of the stream is all that a read shows; the reset comes when the server gets bytes that are never read.
     */
    @RepeatedTest(5)
    void aResetBehindTheEndIsAStepOfItsOwn() throws IOException {
        server.close();
        client.expectEnd(Limits.PATIENCE);
        client.sendUnlogged("too late");
        assertTrue(client.wasReset());
        List<Step> steps = transcript.steps();
        assertEquals(List.of("< the server closed the connection"), steps.get(1).lines());
        assertTrue(steps.get(2).lines().getFirst().startsWith("< and after that a reset (RST)"), steps::toString);
        assertEquals("nothing after the end", steps.get(2).mark().expected());
    }

    @RepeatedTest(5)
    void aCloseIsNone() throws IOException {
        assertEquals("expected a response, but the server closed the connection", told(Socket::close));
    }

    private String told(Ending ending) throws IOException {
        ending.end(server);
        client.send("GET / HTTP/1.1\r\n").send("Host: localhost\r\n\r\n");
        return assertThrows(CheckFailed.class, client::answer).getMessage();
    }
}
