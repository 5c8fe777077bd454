package grader.checks.lab02;

import grader.checks.lab01.Lab01;
import grader.clients.http.PendingConnections;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task backlog: the listening socket, and how many clients may wait for it. The server does not have to accept yet. */
class BacklogChecks {

    @Test
    @Check(value = "the server listens at the address that it announces", task = "backlog", rule = "listening-line",
            points = 3,
            foundation = true,
            ownServer = true,
            explain = """
                    Clients can connect from the moment the line `listening on` is printed. Bind the socket before you
                    print it.
                    """)
    void listens(Rig rig) {
        rig.start("--backlog", "" + rig.random().nextInt(3, 40)).connect().disconnect();
    }

    @Test
    @Check(value = "only the given address is bound", task = "backlog", rule = "bound-address", points = 2,
            ownServer = true,
            explain = """
                    With --host 127.0.0.1, a connection to 127.0.0.2 on the same port is refused. A socket bound to a
                    port and a backlog alone listens on every address of the machine.
                    """)
    void onlyTheGivenHost(Rig rig) {
        Lab01.expectOnlyLoopback(rig);
    }

    @Test
    @Check(value = "--backlog sets how many clients may wait in the kernel while the server does not accept",
            task = "backlog",
            rule = "backlog-limit",
            points = 5,
            ownServer = true,
            explain = """
                    The number is an argument of the bind, which also starts to listen. Linux keeps one connection
                    more than that. A client that comes later gets no reply: the kernel drops its SYN, and the client
                    sends it again a second later.
                    """)
    void reachesTheKernel(Rig rig) {
        int backlog = rig.random().nextInt(3, 40);
        Server server = rig.start("--backlog", "" + backlog);
        Lab02.waiting(rig, server);
        server.whileSuspended(() -> {
            rig.tell("the server is suspended (SIGSTOP), so it does not accept; then " + (backlog + 8)
                    + " clients connect");
            try (PendingConnections pending = new PendingConnections(server.address())) {
                int complete = fill(pending, backlog + 1);
                complete = complete == backlog + 1 ? beyond(pending, complete, 7) : complete;
                rig.tell("complete connections: " + complete + "; in the accept queue: "
                        + Lab02.waiting(rig, server));
                expect(rig, backlog, complete, "complete connections");
                expect(rig, backlog, Lab02.waiting(rig, server), "connections in the accept queue");
            }
        });
    }

    /** Connects one client after another, so that only the last one finds the queue full, and none by chance. */
    private static int fill(PendingConnections pending, int count) {
        int complete = 0;
        for (int i = 1; i <= count && complete == i - 1; i++) {
            complete = pending.begin().completed(i, Duration.ofSeconds(3));
        }
        return complete;
    }

    private static int beyond(PendingConnections pending, int complete, int count) {
        for (int i = 0; i < count; i++) {
            pending.begin();
        }
        return pending.completed(complete + 1, Duration.ofMillis(100));
    }

    private static void expect(Rig rig, int backlog, int number, String what) {
        if (number != backlog + 1) {
            throw rig.failure("expected " + (backlog + 1) + " " + what + ", as on Linux with --backlog " + backlog
                    + ", but there are "
                    + number + (number > backlog + 1 ? " or more" : ""));
        }
    }

    @Test
    @Check(value = "a server that cannot start prints one clear line on standard error and exits with code 2",
            task = "backlog",
            rule = "bad-start",
            points = 2, slow = true,
            ownServer = true,
            explain = """
                    The port or the admin port may be taken, or a flag may have a bad value. The user must see which
                    one and what to do about it: one line, without a stack trace. Scripts must see exit code 2. In
                    Java, the code that prints the line is given: do not catch the exception of `Listener.bind`, and
                    do not wrap it.
                    """)
    void takenPorts(Rig rig) {
        String port = String.valueOf(rig.start().address().getPort());
        rig.runToEnd("--port", port).expectRefusal("another server has port " + port, port);
        rig.runToEnd("--admin-port", port).expectRefusal("another server has port " + port, port);
        rig.runToEnd("--port", "65536").expectRefusal("there is no such port", "65536");
        String policy = rig.word();
        rig.runToEnd("--overload", policy).expectRefusal("there is no such policy", policy);
    }

    @Test
    @Check(value = "a second start works immediately, while old connections are still in TIME_WAIT", task = "backlog",
            rule = "second-start",
            points = 3, slow = true, builds = "acceptor",
            ownServer = true,
            explain = """
                    Connections that the server closed stay in TIME_WAIT for a minute. They block the port unless
                    SO_REUSEADDR is set before the bind, in the old server and in the new one: set it. A Java
                    ServerSocket sets it by default, except on Windows.
                    """)
    void startsAgain(Rig rig) {
        Lab01.expectToStartAgain(rig);
    }
}
