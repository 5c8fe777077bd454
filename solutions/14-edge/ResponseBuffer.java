import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The content of a backend, taken before its client does, so that a slow client does not hold up the backend. When all
 * of it is here, it is closed: the connection to the backend is free, although the client is still reading.
 *
 * <p>Either the reader has the content, or the filler: a thread that exists only while there is something to take, and
 * room for it. So one thread at a time uses the content. What comes in one piece needs no filler, and what finds no
 * room in the budget goes directly to the reader.
 */
final class ResponseBuffer implements BodySource {

    private static final int MIN_PIECE = 1024;
    private static final int MAX_PIECE = 64 * 1024;
    private static final int PERIOD_MILLIS = 1_000;
    private static final int PAUSE_MILLIS = 5;

    private final BodySource content;
    private final int most;
    private final BodyBudget budget;
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();    // guarded by this object's lock, as are all below
    private int size;               // of the next piece
    private int taken;              // from the budget
    private long received;          // bytes of the content
    private Thread filler;          // null if the reader has the content
    private boolean ended;          // no more of the content comes
    private boolean closed;         // no one reads any more
    private boolean released;       // the content is closed
    private Throwable failure;      // why the content broke off after the last piece; null if it did not

    /** @param most how many bytes may wait for the reader */
    ResponseBuffer(BodySource content, int most, BodyBudget budget) {
        this.content = content;
        this.most = most;
        this.budget = budget;
        this.size = Math.clamp(content.length(), MIN_PIECE, MAX_PIECE);     // An unknown length is negative.
    }

    @Override
    public long length() {
        return content.length();
    }

    /**
     * Puts the next bytes into `out`: of the pieces that wait; without any, of the content itself, if there is no
     * filler. If there is one, waits for its next piece, but not for long. Before it returns, it may start a filler.
     *
     * @throws Exception if the content has broken off, but only after all that came before
     */
    // task buffer
    @Override
    public int read(ByteBuffer out) throws Exception {
        int count = readPieces(out);
        if (count == 0 && isReaders()) {
            count = content.read(out);
            received(count);
        }
        fillIfRoom();
        closeIfOver();
        return count;
    }

    /** Does that as far as it needs no content. Returns -1 at the end, and 0 if there is no piece. */
    // task buffer
    private synchronized int readPieces(ByteBuffer out) throws Exception {
        if (pieces.isEmpty() && filler != null && !ended) {
            wait(PERIOD_MILLIS);
        }
        ByteBuffer first = pieces.peek();
        if (first == null) {
            requireWhole();
            return ended ? -1 : 0;
        }
        int count = Math.min(first.remaining(), out.remaining());
        out.put(first.slice(first.position(), count));
        first.position(first.position() + count);
        if (!first.hasRemaining()) {
            drop(pieces.remove());
        }
        return count;
    }

    /** @throws Exception if the content has broken off */
    private void requireWhole() throws Exception {
        switch (failure) {
            case null -> {}
            case Exception broken -> throw broken;
            case Error fault -> throw fault;
            default -> throw new IllegalStateException(failure);
        }
    }

    private synchronized boolean isReaders() {
        return filler == null && !ended;
    }

    /** Notes that so many bytes have come, or -1 for the end. After the last byte of a known length, nothing comes. */
    private synchronized void received(int count) {
        received += Math.max(0, count);
        ended = count < 0 || received == content.length();
    }

    /** Starts a filler, unless there is one, or there is nothing to take, or less than half of the room is free. */
    private synchronized void fillIfRoom() {
        ByteBuffer piece = isReaders() && taken <= most / 2 ? nextPiece() : null;
        if (piece == null) {
            return;
        }
        try {
            filler = Thread.ofVirtual().name("response-buffer").start(() -> fill(piece));
        } finally {
            if (filler == null) {
                drop(piece);
            }
        }
    }

    /** Returns an empty piece, about as large as the last one was full; null if there is no room for it. */
    private synchronized ByteBuffer nextPiece() {
        int fits = Math.min(size, most - taken);
        if (closed || ended || fits < MIN_PIECE || !budget.tryTake(fits)) {
            return null;
        }
        try {
            ByteBuffer piece = ByteBuffer.allocate(fits);
            taken += fits;
            return piece;
        } catch (Error noMemory) {
            budget.giveBack(fits);
            throw noMemory;
        }
    }

    private synchronized void drop(ByteBuffer piece) {
        taken -= piece.capacity();
        budget.giveBack(piece.capacity());
    }

    /**
     * Fills pieces, of which this is the first, until there is no room for another one or the content is over. If it
     * breaks off, that is left for the reader. Then {@link #closeIfOver}.
     */
    // task buffer
    private void fill(ByteBuffer first) {
        for (ByteBuffer piece = first; piece != null; piece = pieceOrEnd()) {
            int count = -1;
            try {
                count = content.read(piece);
            } catch (Exception | Error broken) {
                breakOff(broken);
            }
            add(piece, count);
        }
        closeIfOver();
    }

    /** Notes what the filler has got: a piece, nothing yet, or the end. If nothing yet, waits for a moment. */
    private synchronized void add(ByteBuffer piece, int count) {
        received(count);
        if (count > 0 && !closed) {
            keep(piece.flip());
            size = count < piece.capacity() ? Math.max(MIN_PIECE, count) : Math.min(MAX_PIECE, 2 * count);
        } else {
            drop(piece);
        }
        notifyAll();
        if (count == 0 && !closed) {
            try {
                wait(PAUSE_MILLIS);
            } catch (InterruptedException closing) {
                // No one reads any more.
            }
        }
    }

    /** Appends a piece: to the last one, as far as that has room, so that what was taken from the budget is in use. */
    private synchronized void keep(ByteBuffer piece) {
        ByteBuffer last = pieces.peekLast();
        if (last != null) {
            int end = last.limit();
            int fits = Math.min(last.capacity() - end, piece.remaining());
            last.limit(end + fits).put(end, piece, piece.position(), fits);
            piece.position(piece.position() + fits);
        }
        if (piece.hasRemaining()) {
            pieces.add(piece.compact().flip());
        } else {
            drop(piece);
        }
    }

    private synchronized void breakOff(Throwable broken) {
        failure = broken;
    }

    /** Returns the next piece for the filler; null if that has to end. */
    private synchronized ByteBuffer pieceOrEnd() {
        ByteBuffer next = null;
        try {
            next = nextPiece();
            return next;
        } finally {
            if (next == null) {
                filler = null;
                notifyAll();
            }
        }
    }

    /** Closes the content if no more of it is needed and no filler has it. Only the first call does that. */
    private void closeIfOver() {
        synchronized (this) {
            if (filler != null || released || !ended && !closed) {
                return;
            }
            released = true;
        }
        content.close();
    }

    /** Drops what waits, and ends the filler, which then closes the content. Does not wait for it. */
    // task buffer
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            while (!pieces.isEmpty()) {
                drop(pieces.remove());
            }
            if (filler != null && !ended) {
                filler.interrupt();
            }
        }
        closeIfOver();
    }
}
