import java.nio.ByteBuffer;

/** The content of a backend's response: it is passed on as it comes, and kept nowhere. */
final class BackendContent implements BodySource, Content {

    private final BackendExchange exchange;
    private final BodyDecoder decoder;
    private final long length;
    private ByteBuffer out;         // where the decoded bytes go
    private boolean complete;

    /** @throws HttpException if it is not clear where the content ends ({@link ResponseHead#decoder}) */
    BackendContent(BackendExchange exchange, ResponseHead head, String method) {
        this.exchange = exchange;
        this.decoder = head.decoder(method, this);
        this.length = head.contentLength();
        if (decoder == BodyDecoder.NO_BODY) {
            complete();
        }
    }

    @Override
    public long length() {
        return length;
    }

    /** Returns whether there is some, and all of it has arrived, so that no one has to wait for it. */
    boolean hasArrived() {
        return !complete && length != UNKNOWN && length <= exchange.input().remaining();
    }

    /** Returns all of it, if it {@link #hasArrived}. */
    byte[] readAll() {
        ByteBuffer all = ByteBuffer.allocate((int) length);
        read(all);
        return all.array();
    }

    /**
     * Puts the next piece into `out`. Waits until at least one byte of content has come ({@link BackendExchange#fill}).
     * After the last one, ends the exchange ({@link #complete}); from then on, returns -1. The decoder gets at most as
     * many bytes as `out` has room for.
     *
     * @throws BackendFailure if the content breaks off: what the client gets must not look complete
     */
    // task proxy, until then: return -1;
    @Override
    public int read(ByteBuffer out) {
        int before = out.position();
        this.out = out;
        while (!complete && out.position() == before) {
            if (!exchange.input().hasRemaining() && !more()) {
                complete();
            } else {
                decode(exchange.input());
            }
        }
        return complete && out.position() == before ? -1 : out.position() - before;
    }

    /** Waits for more bytes. Returns false at the end of the connection, if that is the end of the content. */
    private boolean more() {
        try {
            if (decoder instanceof UntilCloseDecoder) {
                return exchange.tryFill();
            }
            exchange.fill();
            return true;
        } catch (InterruptedException ended) {
            throw new HttpException(504, "the backend is not waited for any longer");   // That says nothing about it.
        }
    }

    /** Decodes what is there, but not more than there is room for. */
    private void decode(ByteBuffer in) {
        ByteBuffer piece = in.duplicate().limit(in.position() + Math.min(in.remaining(), out.remaining()));
        boolean last;
        try {
            last = decoder.decode(piece, this);
        } catch (HttpException malformed) {
            throw exchange.failure(502, "has sent invalid content");
        }
        in.position(piece.position());
        if (last) {
            complete();
        }
    }

    private void complete() {
        complete = true;
        exchange.end();
    }

    @Override
    public void requireRoom(long count) {
        if (count < 0) {
            throw new HttpException(502, "a chunk is too long");
        }
    }

    @Override
    public void add(ByteBuffer in, int count) {
        out.put(in.slice(in.position(), count));
        in.position(in.position() + count);
    }

    /** Ends the exchange, unless all of the content was read. */
    @Override
    public void close() {
        exchange.close();
    }
}
