package grader.http;

import java.util.Locale;

/** Takes answers out of what comes, one after another: a head, and as much content as that says (RFC 9112 §6.3). */
final class AnswerReader {

    private final ReceiveBuffer incoming;
    private final Transcript transcript;
    private final Peer who;

    AnswerReader(ReceiveBuffer incoming, Transcript transcript, Peer who) {
        this.incoming = incoming;
        this.transcript = transcript;
        this.who = who;
    }

    /** Reads one response to a request with this method. */
    Answer answer(String method) {
        long deadline = incoming.until(Client.PATIENCE);
        while (incoming.endOfHead() < 0) {
            if (!incoming.more(deadline)) {
                throw incoming.bytes().isEmpty() ? missing("an answer", "")
                        : missing("the empty line behind the head", after(incoming.bytes().length(), "bytes"));
            }
        }
        String head = incoming.bytes().substring(0, incoming.endOfHead());
        Answer bare = new Answer(transcript, who, head, "");
        int bodyStart = head.length();
        if (isBare(bare, method)) {
            return received(bodyStart, bare);
        }
        if (isChunked(bare)) {
            return chunked(head, deadline);
        }
        int bodyEnd = bodyEnd(bare, bodyStart, deadline);
        return received(bodyEnd, new Answer(transcript, who, head, incoming.bytes().substring(bodyStart, bodyEnd)));
    }

    private Answer received(int end, Answer answer) {
        transcript.received(who, incoming.bytes().substring(0, end));
        incoming.bytes().delete(0, end);
        return answer;
    }

    /** Whether no content can follow this head (RFC 9112 §6.3). */
    private static boolean isBare(Answer head, String method) {
        return method.equals("HEAD") || head.status() / 100 == 1 || head.status() == 204 || head.status() == 304;
    }

    private static boolean isChunked(Answer head) {
        return head.values("Transfer-Encoding")
                .stream()
                .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).endsWith("chunked"));
    }

    private Answer chunked(String head, long deadline) {
        Chunks chunks = new Chunks(head.length());
        while (!chunks.isComplete(incoming.bytes())) {
            if (chunks.wrong().isPresent() || !incoming.more(deadline)) {
                throw chunks.wrong()
                        .map(this::malformed)
                        .orElseGet(() -> missing("the last chunk of the body, as it is chunked",
                                after(chunks.content().length(), "bytes of content" + chunks.begun(incoming.bytes()))));
            }
        }
        return received(chunks.end(), new Answer(transcript, who, head, chunks.content()));
    }

    private CheckFailed malformed(String expected) {
        transcript.received(who, incoming.bytes().toString());
        transcript.mark(0, 0, 0, expected.replaceAll(",.*", ""));
        return new CheckFailed("expected " + expected);
    }

    private int bodyEnd(Answer head, int start, long deadline) {
        var length = head.values("Content-Length");
        if (length.isEmpty() || !length.getFirst().matches("\\d{1,9}")) {
            while (incoming.more(deadline)) {
                // without a length the body goes on until the connection ends
            }
            if (incoming.isFull()) {
                throw missing("the body to end with the connection, as no Content-Length says where",
                        after(incoming.bytes().length() - start, "bytes"));
            }
            return incoming.bytes().length();
        }
        int end = start + Integer.parseInt(length.getFirst());
        while (incoming.bytes().length() < end) {
            if (!incoming.more(deadline)) {
                throw missing("a body of " + length.getFirst() + " bytes, as Content-Length says",
                        after(incoming.bytes().length() - start, "of them"));
            }
        }
        return end;
    }

    /** Fails because `expected` has not come; `after` says what had come before. */
    CheckFailed missing(String expected, String after) {
        tellUnread();
        if (!incoming.bytes().isEmpty()) {
            transcript.tell(who, "< then " + incoming.how());
        }
        transcript.mark(0, 0, 0, expected.replaceAll(",.*", ""));
        return new CheckFailed("expected " + expected + ", but " + after + incoming.how()
                + (incoming.isReset() ? ReceiveBuffer.INSTEAD : ""));
    }

    private String after(int bytes, String what) {
        return "after " + (incoming.isFull() ? ReceiveBuffer.MOST_MIB + " MiB" : bytes + " " + what) + " ";
    }

    /** Notes in the transcript what has come and was not part of an answer, or how the connection ended. */
    void tellUnread() {
        if (incoming.bytes().isEmpty()) {
            transcript.tell(who, "< " + incoming.how());
        } else {
            transcript.received(who, incoming.bytes().toString());
        }
    }
}
