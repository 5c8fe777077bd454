package grader.checks.lab01;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Client;
import grader.server.Capability;
import grader.server.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Task bind: the server listens where it was told to. */
class BindChecks {

    @Test
    @Check(value = "the server listens at the address that it announces", task = "bind", rule = "announcement",
            points = 5, foundation = true,
            needs = Capability.FLAGS,
            explain = """
                    After `listening on` the kernel takes connections for the port: bind before the line is printed.
                    """)
    void listens(Rig rig) {
        try (Client client = rig.start().connect()) {
            client.disconnect();
        }
    }

    @Test
    @Check(value = "only the given address is bound", task = "bind", rule = "given-address", points = 4,
            needs = Capability.FLAGS,
            explain = """
                    With --host 127.0.0.1 a connection to 127.0.0.2 on the same port is refused, and the other way
                    round. A socket that is bound to a port alone takes every address of the machine.
                    """)
    void onlyTheGivenAddress(Rig rig) {
        Lab01.expectOnlyLoopback(rig);
        Server other = rig.start("--host", "127.0.0.2");
        if (other.refuses("127.0.0.2")) {
            throw rig.failure("expected the server to listen on 127.0.0.2 after --host 127.0.0.2, but it does not");
        }
        if (!other.refuses("127.0.0.1")) {
            throw rig.failure(
                    "expected 127.0.0.1 to be refused after --host 127.0.0.2, but the server took the connection");
        }
    }

    @Test
    @Check(value = "--port is used, and port 0 picks a free one", task = "bind", rule = "given-port", points = 3,
            needs = Capability.FLAGS,
            explain = """
                    The port of the flag goes into the bind. Port 0 asks the kernel for any free port; the one it gave
                    is the one to announce.
                    """)
    void portIsUsed(Rig rig) throws IOException {
        int free = rig.freePort();
        Server given = rig.start("--port=" + free);
        if (given.address().getPort() != free) {
            throw rig.failure(
                    "expected it to listen on port " + free + ", but it listens on " + given.address().getPort());
        }
        given.connect().close();
        Server zero = rig.start("--port", "0");
        if (zero.address().getPort() == 0) {
            throw rig.failure("expected a real port after --port 0, but it announced port 0");
        }
        zero.connect().close();
    }

    @Test
    @Check(value = "a taken port is one clear line on standard error and exit code 2", task = "bind",
            rule = "start-errors", points = 3,
            needs = {Capability.FLAGS, Capability.OUTPUT},
            explain = """
                    A user who starts a second server must see which port is taken and what to do, in one line without
                    a stack trace; and scripts must see exit code 2. The same for an address of another machine.
                    """)
    void takenPort(Rig rig) throws IOException {
        try (ServerSocket holder = new ServerSocket()) {
            holder.bind(new InetSocketAddress("127.0.0.1", 0));
            String port = String.valueOf(holder.getLocalPort());
            rig.runToEnd("--port", port).expectRefusal("it cannot have port " + port, port);
        }
        rig.runToEnd("--host", "192.0.2.1").expectRefusal("it cannot have the address 192.0.2.1", "192.0.2.1");
    }
}
