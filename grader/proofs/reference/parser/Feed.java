package grader.proofs.reference.parser;

import grader.clients.generators.Seen;
import grader.clients.http.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Gives bytes to a parser, in pieces, as an engine does: the buffer is overwritten after each piece. */
public final class Feed {

    private static final Set<Integer> STATUSES = Set.of(400, 413, 414, 431, 501, 505);
    private static final int BEFORE = 3;        // bytes of something else in front of the buffer's own

    /**
     * What came of it.
     *
     * @param ends where in all the bytes each request ended
     * @param end the refusal, or how the parser waits for more
     */
    public record Outcome(List<Seen> requests, List<Integer> ends, String end) {
        public boolean refused() {
            return Character.isDigit(end.charAt(0));
        }
    }

    private final Connection connection;
    private final byte[] bytes;
    private final List<Seen> requests = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    private Feed(Connection connection, byte[] bytes) {
        this.connection = connection;
        this.bytes = bytes;
    }

    /** @param cuts the places, in order, where one piece ends and the next begins */
    public static Outcome of(Connection connection, byte[] bytes, int... cuts) {
        try {
            return new Feed(connection, bytes).feed(cuts);
        } catch (RuntimeException | AssertionError error) {
            StackTraceElement[] frames = error.getStackTrace();
            String place = error instanceof AssertionError || frames.length == 0 ? "" : " at " + frames[0];
            throw new AssertionError(error + place + shown(bytes, cuts), error);
        }
    }

    /** For messages of failures. */
    public static String shown(byte[] bytes, int... cuts) {
        String places = cuts.length > 20 ? cuts.length + " places" : Arrays.toString(cuts);
        return "\nof " + bytes.length + " bytes, cut at " + places + ":\n" + Bytes.lines(Bytes.text(bytes));
    }

    private Outcome feed(int... cuts) {
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : bytes.length;
            try {
                piece(from, to);
            } catch (Connection.Refused refusal) {
                if (!STATUSES.contains(refusal.status)) {
                    throw new AssertionError("refused with " + refusal.status);
                }
                return new Outcome(requests, ends, refusal.status + " " + refusal.getMessage());
            }
            from = to;
        }
        String waits = connection.expectsContinue() ? "expects continue" : connection.isPartial() ? "begun" : "idle";
        return new Outcome(requests, ends, waits);
    }

    private void piece(int from, int to) throws Connection.Refused {
        byte[] array = new byte[BEFORE + to - from + 2];
        System.arraycopy(bytes, from, array, BEFORE, to - from);
        ByteBuffer in =
                ByteBuffer.wrap(array, 1, array.length - 1).slice().position(BEFORE - 1).limit(BEFORE - 1 + to - from);
        int start = in.position();
        while (in.hasRemaining()) {
            int before = in.position();
            Supplier<Seen> request = connection.receive(in);
            if (in.position() < before || request != null && in.position() == before
                    || request == null && in.hasRemaining()) {
                throw new AssertionError("receive went from " + before + " to " + in.position() + " of " + in.limit()
                        + (request == null ? " without" : " with") + " a request");
            }
            Arrays.fill(array, before + 1, in.position() + 1, (byte) '?');
            if (request != null) {
                requests.add(request.get());
                ends.add(from + in.position() - start);
            }
        }
    }

    /** Each byte alone. */
    public static int[] everywhere(byte[] bytes) {
        int[] cuts = new int[Math.max(0, bytes.length - 1)];
        Arrays.setAll(cuts, i -> i + 1);
        return cuts;
    }

    /** Up to five places. */
    public static int[] somewhere(byte[] bytes, Random random) {
        return random.ints(random.nextInt(6), 0, bytes.length + 1).sorted().toArray();
    }
}
