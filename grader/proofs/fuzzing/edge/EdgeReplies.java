package grader.proofs.fuzzing.edge;

import grader.clients.http.Bytes;
import grader.clients.http.Response;
import grader.clients.http.Rule;
import grader.proofs.fuzzing.edge.RecordingBackend.Received;
import grader.proofs.protocol.Finding;
import java.util.List;

/** Holds the responses of one client beside what it has sent, and what has reached the backend. */
final class EdgeReplies {

    private final StrictRequest.Input input;
    private final List<Received> received;
    private int next;       // of what was received

    EdgeReplies(StrictRequest.Input input, List<Received> received) {
        this.input = input;
        this.received = received;
    }

    /** @throws Finding if something is wrong */
    void check(List<Response> replies) {
        int known = input.requests().size();
        for (int i = 0; i < replies.size(); i++) {
            Response reply = replies.get(i);
            // A field that a backend sends twice is passed on twice.
            require(reply.violations().stream().allMatch(each -> each.rule() == Rule.SINGLE_FIELD),
                    "a response of the edge is malformed", reply.violations());
            if (i < known) {
                check(input.requests().get(i), reply);
            } else {
                require(i == known && !input.rest().isEmpty(), "there are more responses than requests", reply.raw());
                require(reply.values(RequestRecord.FIELD).isEmpty(), "what is no request reaches a backend",
                        input.rest() + ": " + reply.raw());
            }
        }
        boolean open = replies.isEmpty() || replies.getLast().isWhole() && !replies.getLast().saysClose();
        if (replies.size() < known && !open) {
            skipLost(input.requests().get(Math.max(0, replies.size() - 1)));
        }
        require(replies.size() >= known || !open, "a request gets no response", replies.size() + " of " + known);
        require(next == received.size(), "more requests reach the backend than get its response",
                next == received.size() ? "" : received.get(next).bytes());
    }

    private void check(StrictRequest request, Response reply) {
        StrictResponse damaged = DamagedResponses.reading(request);
        List<String> read = reply.values(RequestRecord.FIELD);
        if (reply.has("Age")) {
            // It is from the edge's cache: the same bytes would come again.
            require(damaged != null, "a response without an age is stored", reply.raw());
        } else if (!read.isEmpty() && (damaged == null || DamagedResponses.isNamed(request))) {
            checkPassed(request, RequestRecord.parse(read.getFirst()), reply);
        } else if (damaged != null) {
            skipLost(request);
        } else {
            require(reply.status() < 500 || reply.status() == 501 || reply.status() == 508,
                    "a valid request gets an error of the backend", reply.raw());
        }
        if (damaged != null && (!read.isEmpty() || reply.status() >= 500)) {
            checkDamaged(damaged, reply);
        }
    }

    private void checkPassed(StrictRequest request, RequestRecord read, Response reply) {
        require(!request.method().equals("CONNECT"), "CONNECT reaches a backend", reply.raw());
        require(read != null && read.isOf(request), "the backend reads another request",
                read + ", not " + RequestRecord.of("", request));
        if (DamagedResponses.reading(request) != null) {
            while (next < received.size() - 1 && !received.get(next).read().equals(read)) {
                next++;         // It was sent again, as its connection had been closed.
            }
        }
        require(next < received.size() && received.get(next).read().equals(read),
                "a response belongs to another request",
                reply.raw());
        String host = received.get(next).request().host();
        require(request.host().isEmpty() || request.host().equals(host), "the backend reads another host",
                host + ", not " + request.host());
        next++;
    }

    /** Goes past a request whose response was no valid one; there are two if it was sent again. */
    private void skipLost(StrictRequest request) {
        while (next < received.size() && received.get(next).read().isOf(request)) {
            next++;
        }
    }

    private static void checkDamaged(StrictResponse meant, Response reply) {
        boolean bad = reply.status() == 502 || reply.status() == 504;
        switch (meant.kind()) {
            case WHOLE -> {
                require(reply.isWhole() && reply.status() == meant.status(), "a valid response is not passed on",
                        reply.raw());
                require(reply.body().equals(meant.content())
                        || reply.raw().length() == reply.head().length(),
                        "the client gets other content",
                        Bytes.brief(reply.body()) + ", not " + Bytes.brief(meant.content()));
            }
            case CUT -> require(bad || !reply.isWhole(), "a response that broke off looks complete", reply.raw());
            case NONE -> require(bad, "what is no response is passed on", reply.raw());
            case ANY -> {}
        }
    }

    private static void require(boolean holds, String kind, Object detail) {
        if (!holds) {
            throw new Finding(kind, Bytes.visible(String.valueOf(detail)));
        }
    }
}
