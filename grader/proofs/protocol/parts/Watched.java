import grader.proofs.protocol.HandlerProbe;
import java.nio.ByteBuffer;

record Watched(Handler handler) implements Handler {
    @Override
    public Response handle(Request request) throws Exception {
        return watched(request.failure() == null ? request.head().method() : null, handler.handle(request));
    }

    private static Response watched(String method, Response response) {
        BodySource source = response.source();
        Caller.WITNESS.get().says(method, response.status(), source == null ? response.body() : null);
        return source == null ? response
                : response.withSource(new WatchedSource(source, Caller.WITNESS.get().new Kept()));
    }
}

record WatchedSource(BodySource source, HandlerProbe.Kept kept) implements BodySource {
    @Override
    public int read(ByteBuffer out) throws Exception {
        kept.read();
        try {
            int before = out.position();
            int count = source.read(out);
            if (count >= 0 && out.position() == before) {
                kept.gaveNothing();
            }
            if (count < 0) {
                kept.over(source instanceof Letters letters && letters.endsEarly());
            }
            return count;
        } catch (IllegalStateException meant) {
            kept.over(true);
            throw meant;
        }
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public void close() {
        kept.close();
        source.close();
    }
}
