package grader.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.wire.CheckFailed;
import grader.wire.Client;
import grader.wire.Transcript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.RepeatedTest;

/** The raw client tells how a connection ended, whenever the end came. */
class ClientTest {

    private interface Ending {
        void end(Socket connection) throws IOException;
    }

    /** It may show in the write or in the read. */
    @RepeatedTest(5)
    void aResetBeforeTheRequestIsAReset() throws IOException {
        assertEquals("expected an answer, but the server reset the connection (RST) instead of closing it; "
                + "a close with unread bytes in the socket does that", told(connection -> {
                    connection.setSoLinger(true, 0);
                    connection.close();
                }));
    }

    @RepeatedTest(5)
    void aCloseIsNone() throws IOException {
        assertEquals("expected an answer, but the server closed the connection", told(Socket::close));
    }

    private static String told(Ending ending) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Client client = Client.connect((InetSocketAddress) listener.getLocalSocketAddress(), new Transcript(), "")) {
            ending.end(listener.accept());
            client.send("GET / HTTP/1.1\r\n").send("Host: localhost\r\n\r\n");
            return assertThrows(CheckFailed.class, client::answer).getMessage();
        }
    }
}
