package grader.checks.lab01;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import org.junit.jupiter.api.Test;

/** Task stop: a signal ends the server immediately, and the port is free. */
class StopChecks {

    @Test
    @Check(value = "SIGTERM ends the server, which prints `stopped`", task = "stop", rule = "signals", points = 4,
            foundation = true,
            ownServer = true,
            explain = """
                    On SIGTERM, the shutdown hook calls `stop`, which closes the listener and prints `stopped` on its
                    own line. The process ends when the hook has returned; System.exit inside the hook would wait for
                    the hook forever.
                    """)
    void terminated(Rig rig) {
        expectToStop(rig, rig.start(), "TERM");
    }

    @Test
    @Check(value = "SIGINT (Ctrl+C) ends the server, which prints `stopped`", task = "stop", rule = "signals",
            points = 2,
            ownServer = true,
            explain = """
                    Ctrl+C sends SIGINT. It ends the server in the same way as SIGTERM, with the line `stopped`.
                    """)
    void interrupted(Rig rig) {
        if (!rig.signalsReachServers()) {
            throw rig.skip("SIGINT is ignored here and cannot be reset (no env --default-signal)");
        }
        expectToStop(rig, rig.start(), "INT");
    }

    @Test
    @Check(value = "stopping does not wait for clients", task = "stop", rule = "stops-immediately", points = 2,
            slow = true,
            ownServer = true, builds = "accept-loop",
            explain = """
                    A client in the middle of its request may take its time; the server must not. `stop` closes the
                    listener and returns. It does not wait for the connection that is being served.
                    """)
    void waitsForNoClient(Rig rig) {
        Server server = rig.start("--read-timeout", Limits.ENDLESS);
        try (Client slow = server.connect()) {
            slow.send("GET /slow HTTP/1.1\r\nHost: loc");
            server.awaitRead(slow);
            expectToStop(rig, server, "TERM");
        }
    }

    @Test
    @Check(value = "a second start on the same port works immediately", task = "stop", rule = "restart", points = 2,
            ownServer = true,
            builds = "close",
            explain = """
                    Connections that the server closed stay in TIME_WAIT for a minute. They block the port unless
                    SO_REUSEADDR is set before the bind. Java sets it by default: leave it on.
                    """)
    void secondStart(Rig rig) {
        Lab01.expectToStartAgain(rig);
    }

    private static void expectToStop(Rig rig, Server server, String signal) {
        server.signal(signal);
        server.expectExit(Limits.STOP);
        if (server.awaitLine("stopped"::equals, Limits.PATIENCE).isEmpty()) {
            throw rig.failure(
                    "expected the line 'stopped' on standard output before the server ended, but it is not there");
        }
    }
}
