package grader.checks.lab01;

import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Task bind: the server listens where it was told to. */
class BindChecks {

    /** No resolver asks a server for it: a label has at most 63 octets (RFC 1035 §2.3.4). */
    private static final String NO_NAME = "a".repeat(64);

    @Test
    @Check(value = "the server listens at the address that it announces", task = "bind", rule = "announcement",
            points = 5, foundation = true,
            ownServer = true,
            explain = """
                    Clients can connect from the moment the line `listening on` is printed. Bind the socket before you
                    print it.
                    """)
    void listens(Rig rig) {
        try (Client client = rig.start().connect()) {
            client.disconnect();
        }
    }

    @Test
    @Check(value = "only the given address is bound", task = "bind", rule = "given-address", points = 4,
            ownServer = true,
            explain = """
                    With --host 127.0.0.1, a connection to 127.0.0.2 on the same port is refused, and vice versa. A
                    socket bound to a port alone listens on every address of the machine. The first line names the
                    address, so that a client need not look it up; in a URL, IPv6 addresses are in brackets.
                    """)
    void onlyTheGivenAddress(Rig rig) {
        String named = Lab01.expectOnlyLoopback(rig).address().getHostString();
        if (!named.equals("127.0.0.1")) {
            throw rig.failure("expected the first line to name the address 127.0.0.1, but it names " + named);
        }
        if (rig.isOurs("::1")) {
            rig.start("--host", "::1").connect().close();
        }
        Server other = rig.start("--host", "127.0.0.2");
        if (other.refuses("127.0.0.2")) {
            throw rig.failure("expected the server to listen on 127.0.0.2 with --host 127.0.0.2, but it does not");
        }
        if (!other.refuses("127.0.0.1")) {
            throw rig.failure(
                    "expected a connection to 127.0.0.1 to be refused with --host 127.0.0.2, "
                            + "but the server accepted it");
        }
    }

    @Test
    @Check(value = "--port sets the port, and port 0 picks a free one", task = "bind", rule = "given-port", points = 3,
            ownServer = true,
            explain = """
                    Bind to the port that the flag gives. For port 0, the kernel picks a free port; announce the port
                    that it picked.
                    """)
    void portIsUsed(Rig rig) throws IOException {
        int free = rig.freePort();
        Server given = rig.start("--port=" + free);
        if (given.address().getPort() != free) {
            throw rig.failure(
                    "expected the server to listen on port " + free + ", but it listens on "
                            + given.address().getPort());
        }
        given.connect().close();
        Server zero = rig.start("--port", "0");
        if (zero.address().getPort() == 0) {
            throw rig.failure(
                    "expected the server to announce the port that it got for --port 0, but it announced port 0");
        }
        zero.connect().close();
    }

    @Test
    @Check(value = "a taken port leads to one clear line on standard error and exit code 2", task = "bind",
            rule = "start-errors", points = 3,
            ownServer = true,
            explain = """
                    A user who starts a second server must see which port is taken and what to do about it: one line,
                    without a stack trace. Scripts must see exit code 2. The same applies to an address that belongs
                    to another machine, to a port that does not exist, and to a flag that is unknown or cut short.
                    """)
    void takenPort(Rig rig) {
        String port = String.valueOf(rig.start().address().getPort());
        rig.runToEnd("--port", port).expectRefusal("another server has port " + port, port);
        rig.runToEnd("--host", "192.0.2.1").expectRefusal("192.0.2.1 is not an address of this machine", "192.0.2.1");
        rig.runToEnd("--port", "70000").expectRefusal("there is no port 70000", "70000");
        rig.runToEnd("--por", "0").expectRefusal("there is no flag --por", "--por");
        rig.runToEnd("--host", NO_NAME).expectRefusal("a name cannot have 64 letters in a row", NO_NAME);
    }
}
