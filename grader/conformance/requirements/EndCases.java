package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;
import grader.conformance.connection.Unmet;

/** How connections end, and clients that behave oddly. */
public final class EndCases extends Group {

    private static final String LOST = "A reset can destroy the response before the client has read it.";

    public EndCases() {
        super("Ends of connections");
        halfClosed();
        staged();
        odd();
        timeouts();
    }

    private void halfClosed() {
        advice("half-closed", "9112 §9.6", "A client that has shut down its sending side still gets its response.",
                wire -> wire.connect().send(GET).halfClose().reply().expect(200));
        advice("half-closed-slow", "9112 §9.6", "… even if it takes a while.", wire -> {
            wire.control(get("/slow/1", ""));
            wire.connect().send(get("/slow/300", "")).halfClose().reply().expect(200);
        });
        advice("half-closed-pipeline", "9112 §9.6", "… and all of its responses, if there are several.", wire -> {
            TrialConnection talk = wire.connect().send(GET + GET + GET).halfClose();
            for (int i = 0; i < 3; i++) {
                talk.reply().expect(200);
            }
        });
        advice("half-closed-large", "9112 §9.6", "… even a large one.", wire -> {
            wire.control(get("/bytes/3", ""));
            Reply one = wire.connect().send(get("/bytes/3000000", "")).halfClose().reply();
            one.expect(one.isWhole() && one.body().length() == 3_000_000, "all of 3,000,000 bytes");
        });
        should("end-is-seen", "9112 §9.5",
                "The server closes an idle connection after the client has shut down its sending side.",
                "A server that does not notice keeps a socket for each client that has left.", wire -> {
                    TrialConnection talk = wire.connect().send(GET);
                    talk.reply().expect(200);
                    talk.halfClose();
                    talk.expectEnd();
                });
        should("end-before-anything", "9112 §9.5", "… even if the client has sent nothing.",
                wire -> wire.connect().halfClose().expectEnd());
    }

    private void staged() {
        advice("refusal-can-be-read", "9112 §9.6", "A rejection reaches a client that is still sending.", LOST,
                wire -> {
                    wire.control(ECHO);
                    TrialConnection talk =
                            wire.connect().send("POST /echo HTTP/1.1|Host: a.example|Content-Length: 99999999999||");
                    sendMuch(talk);
                    if (!talk.awaitData() && !talk.hasEnded()) {
                        throw new NotApplicable("it refuses no content for its length");
                    }
                    talk.reply().expect(413, 400);
                });
        advice("refusal-ends-quietly", "9112 §9.6", "… and no reset follows while the client reads.", LOST, wire -> {
            wire.control(GET);
            TrialConnection talk =
                    wire.connect().send("GET / HTTP/1.1|Host: a.example|no colon||" + "x".repeat(100_000));
            talk.reply().expect(400);
            talk.rest();
            if (talk.wasReset()) {
                throw new Unmet(
                        "expected the end of the stream after the error response, but the server reset the connection");
            }
        });
        advice("close-ends-quietly", "9112 §9.6",
                "A response with close is followed by the end of the stream, not by a reset.",
                LOST, wire -> {
                    TrialConnection talk = wire.connect().send(get("/", "Connection: close|") + "x".repeat(1_000));
                    talk.reply().expect(200);
                    talk.rest();
                    if (talk.wasReset()) {
                        throw new Unmet("expected the end of the stream, but the server reset the connection");
                    }
                });
    }

    private static void sendMuch(TrialConnection talk) {
        String piece = "x".repeat(10_000);
        for (int i = 0; i < 200; i++) {
            talk.sendQuietly(piece);
        }
    }

    private void odd() {
        advice("reset-in-answer", "9112 §9.5", "A reset in the middle of a response affects no other client.", wire -> {
            wire.control(get("/bytes/3", ""));
            TrialConnection talk = wire.connect().send(get("/bytes/100000000", ""));
            talk.awaitData();
            talk.reset();
            wire.ask(GET).expect(200);
        });
        advice("reset-in-content", "9112 §9.5", "… nor does one in the middle of content.", wire -> {
            wire.control(ECHO);
            wire.connect().send("POST /echo HTTP/1.1|Host: a.example|Content-Length: 1000||hello").reset();
            wire.ask(GET).expect(200);
        });
        advice("leaves-in-head", "9112 §9.5", "… nor does a client that leaves in the middle of a head.", wire -> {
            wire.connect().send("GET / HT").close();
            wire.ask(GET).expect(200);
        });
        must("large-answer", "9112 §6.3", "A client that reads late still gets all of a large response.", wire -> {
            wire.control(get("/bytes/3", ""));
            TrialConnection talk = wire.connect().send(get("/bytes/6000000", ""));
            wire.ask(GET);      // so late, at least
            Reply one = talk.reply();
            one.expect(one.isWhole() && one.body().length() == 6_000_000, "all of 6,000,000 bytes");
        });
    }

    private void timeouts() {
        should("idle-ends-gracefully", "9112 §9.5", "An idle connection that times out ends without a reset.",
                wire -> {
                    TrialConnection talk = wire.connectShortTimeouts().send(GET);
                    talk.reply().expect(200);
                    gracefully(talk);
                });
        should("late-head-ends-gracefully", "9112 §9.5", "… so does one in the middle of a head.",
                wire -> gracefully(wire.connectShortTimeouts().send("GET / HTTP/1.1|Host: a.ex")));
        should("late-content-ends-gracefully", "9112 §9.5", "… so does one in the middle of content.",
                wire -> gracefully(wire.connectShortTimeouts().send(ECHO.substring(0, ECHO.length() - 2))));
        advice("drip-ends", "9112 §9.5", "A request that trickles in forever is cut off, too.",
                "A few clients could hold all connections.", EndCases::drip);
    }

    /**
     * One value that grows, slowly enough that no server finds it too long. A second client, which has stopped sending,
     * shows whether the server has short timeouts at all.
     */
    private static void drip(Connections wire) {
        TrialConnection stopped = wire.connectShortTimeouts().send("GET / HTTP/1.1|Host: a.ex");
        TrialConnection talk = wire.connectShortTimeouts().send("GET / HTTP/1.1|Host: a.example|X-A: ");
        long start = System.nanoTime();
        while (System.nanoTime() - start < talk.patience().toNanos() && talk.isSilentFor(50)) {
            talk.sendQuietly("b");
        }
        if (talk.isSilent()) {
            gracefully(stopped);
            throw new Unmet("expected the end of a request that drips in, but after " + talk.patience().toSeconds()
                    + " s it still goes on");
        }
        gracefully(talk);
    }

    private static void gracefully(TrialConnection talk) {
        talk.rest();
        if (!talk.hasEnded()) {
            throw new NotApplicable("it did not time out within " + talk.patience().toSeconds() + " s");
        }
        if (talk.wasReset()) {
            throw new Unmet("expected the end of the stream, but the server reset the connection");
        }
    }
}
