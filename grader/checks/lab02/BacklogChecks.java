package grader.checks.lab02;

import grader.checks.lab01.Lab01;
import grader.engine.Check;
import grader.engine.Rig;
import grader.http.PendingConnections;
import grader.server.Capability;
import grader.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task backlog: the listening socket, and how many may wait for it. The server need not accept yet. */
class BacklogChecks {

    @Test
    @Check(value = "the server listens at the address that it announces", task = "backlog", rule = "listening-line",
            points = 3,
            foundation = true,
            needs = Capability.FLAGS,
            explain = """
                    After `listening on` the kernel takes connections for the port: bind before the line is printed.
                    """)
    void listens(Rig rig) {
        rig.start("--backlog", "" + rig.random().nextInt(3, 40)).connect().disconnect();
    }

    @Test
    @Check(value = "only the given address is bound", task = "backlog", rule = "bound-address", points = 2,
            needs = Capability.FLAGS,
            explain = """
                    With --host 127.0.0.1 a connection to 127.0.0.2 on the same port is refused. A socket that is
                    bound to a port and a backlog alone takes every address of the machine.
                    """)
    void onlyTheGivenHost(Rig rig) {
        Lab01.expectOnlyLoopback(rig);
    }

    @Test
    @Check(value = "--backlog is how many may wait in the kernel while the server does not accept", task = "backlog",
            rule = "backlog-limit",
            points = 5,
            needs = {Capability.FLAGS, Capability.PROCESS},
            explain = """
                    The number goes into the bind, which begins to listen. Linux keeps one connection more than that;
                    a client that comes then gets no reply: its SYN is dropped, and sent again a second later.
                    """)
    void reachesTheKernel(Rig rig) {
        int backlog = rig.random().nextInt(3, 40);
        Server server = rig.start("--backlog", "" + backlog);
        Lab02.waiting(rig, server);
        server.whileSuspended(() -> {
            rig.tell("the server is stopped for now (SIGSTOP), so that it does not accept; then " + (backlog + 8)
                    + " clients connect");
            try (PendingConnections knocks = new PendingConnections(server.address())) {
                int complete = fill(knocks, backlog + 1);
                complete = complete == backlog + 1 ? beyond(knocks, complete, 7) : complete;
                rig.tell("connections that are complete: " + complete + "; in the accept queue: "
                        + Lab02.waiting(rig, server));
                expect(rig, backlog, complete, "connections to be complete");
                expect(rig, backlog, Lab02.waiting(rig, server), "in the accept queue");
            }
        });
    }

    /** One after another: only the last of them finds the queue full, and so none finds it full by chance. */
    private static int fill(PendingConnections knocks, int count) {
        int complete = 0;
        for (int i = 1; i <= count && complete == i - 1; i++) {
            complete = knocks.begin().completed(i, Duration.ofSeconds(3));
        }
        return complete;
    }

    private static int beyond(PendingConnections knocks, int complete, int count) {
        for (int i = 0; i < count; i++) {
            knocks.begin();
        }
        return knocks.completed(complete + 1, Duration.ofMillis(100));
    }

    private static void expect(Rig rig, int backlog, int number, String what) {
        if (number != backlog + 1) {
            throw rig.failure("expected " + (backlog + 1) + " " + what + ", as Linux has it with --backlog " + backlog
                    + ", but there are "
                    + number + (number > backlog + 1 ? " or more" : ""));
        }
    }

    @Test
    @Check(value = "what keeps it from starting is one clear line on standard error and exit code 2", task = "backlog",
            rule = "bad-start",
            points = 2, slow = true,
            needs = {Capability.FLAGS, Capability.OUTPUT},
            explain = """
                    A port that is taken, that of --admin-port as well, or a value that a flag cannot have: the user
                    must see which it is and what to do, in one line without a stack trace; and scripts must see exit
                    code 2. So the bind's error must reach the code that writes that line. In Java: let its
                    IOException through; the line is given.
                    """)
    void takenPorts(Rig rig) throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(holder.getLocalPort());
            rig.runToEnd("--port", port).expectRefusal("it cannot have port " + port, port);
            rig.runToEnd("--admin-port", port).expectRefusal("it cannot have port " + port, port);
        }
        String policy = rig.word();
        rig.runToEnd("--overload", policy).expectRefusal("there is no such policy", policy);
    }

    @Test
    @Check(value = "a second start works at once, with old connections still in TIME_WAIT", task = "backlog",
            rule = "second-start",
            points = 3, slow = true, builds = "acceptor",
            needs = {Capability.SIGNAL, Capability.FLAGS},
            explain = """
                    Connections that the server closed stay in TIME_WAIT for a minute and hold the port, unless
                    SO_REUSEADDR is set before the bind, in both servers: set it. In Java a ServerSocket has it by
                    itself, save on Windows: leave it on.
                    """)
    void startsAgain(Rig rig) {
        Lab01.expectToStartAgain(rig);
    }
}
