package grader.proofs.soak;

import grader.clients.http.Response.Framing;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/** What a client may do, once it is there. */
enum MixedClient {

    GOOD(true, "asks ten times on one connection, and reads every answer") {
        @Override
        void stay(Exchange visit) throws IOException {
            for (int i = 0; i < 10 && !visit.isOver(); i++) {
                int size = ThreadLocalRandom.current().nextInt(200_000);
                visit.get("/bytes/" + size);
                visit.letters(Framing.LENGTH, size);
            }
        }
    },
    LEAVER(false, "goes away in the middle of its request") {
        @Override
        void stay(Exchange visit) throws IOException {
            String request = "POST /echo HTTP/1.1\r\nHost: soak\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(4_000);
            visit.send(request.substring(0, ThreadLocalRandom.current().nextInt(request.length())));
        }
    },
    STALLER(false, "asks for much, reads a little, and then nothing until it is given up") {
        @Override
        void stay(Exchange visit) throws IOException {
            visit.get("/bytes/100000000");
            visit.head(200);
            visit.pause(7_000);
        }
    },
    RESETTER(false, "resets the connection in the middle of its response") {
        @Override
        void stay(Exchange visit) throws IOException {
            visit.get("/rows/10000000");
            visit.head(200);
            visit.resetAtEnd();
        }
    },
    PIPELINER(false, "sends a thousand requests and reads no answer") {
        @Override
        void stay(Exchange visit) throws IOException {
            for (int i = 0; i < 1_000; i++) {
                visit.get("/bytes/65536");
            }
            visit.pause(500);
        }
    },
    DRIPPER(false, "sends a byte now and then, until it has had its time") {
        @Override
        void stay(Exchange visit) throws IOException {
            for (int i = 0; i < 140 && !visit.isOver(); i++) {
                visit.send("G");
                visit.pause(50);
            }
        }
    },
    REFUSED(true, "sends more than it may, and reads why it may not") {
        @Override
        void stay(Exchange visit) throws IOException {
            visit.send("POST /echo HTTP/1.1\r\nHost: soak\r\nContent-Length: 50000000\r\n\r\n" + "x".repeat(100_000));
            visit.response(413);
            visit.end();
        }
    },
    HALF_CLOSER(true, "asks, says that it sends no more, and reads to the end") {
        @Override
        void stay(Exchange visit) throws IOException {
            visit.get("/chunks/300000");
            visit.sendNoMore();
            visit.letters(Framing.CHUNKED, 300_000);
            visit.end();
        }
    },
    IDLER(true, "says nothing at all, until it has had its time") {
        @Override
        void stay(Exchange visit) throws IOException {
            visit.end();
        }
    };

    private final boolean polite;
    private final String what;

    MixedClient(boolean polite, String what) {
        this.polite = polite;
        this.what = what;
    }

    /** Whether it may expect to be served to the end. Others are given up, or leave. */
    boolean isPolite() {
        return polite;
    }

    String what() {
        return what;
    }

    /** @throws Exchange.Complaint if a response is wrong */
    abstract void stay(Exchange visit) throws IOException;
}
