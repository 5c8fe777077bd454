import java.io.IOException;
import java.nio.ByteBuffer;

/** Content that a backend sends. As long as it does, it has the request. */
final class WatchedContent implements BodySource {

    private final BodySource source;
    private final InFlight request;

    private WatchedContent(BodySource source, InFlight request) {
        this.source = source;
        this.request = request;
    }

    /**
     * Returns a response of a backend, with which its `request` ends: now; when all content has come, or no one wants
     * more; or when the tunnel that takes over ({@link HandOver}) has ended.
     *
     * @param context of the client's request
     */
    static Response of(Response response, Request client, InFlight request) {
        HandOver handOver = HandOver.of(client.context(), response);
        if (handOver != null) {
            return new HandOver(handOver.status(), new WatchedTunnel(handOver.tunnel(), request)).response(client,
                    response.fields());
        }
        if (response.source() != null) {
            return response.withSource(new WatchedContent(response.source(), request));
        }
        request.succeeded();
        return response;
    }

    private record WatchedTunnel(Tunnel tunnel, InFlight request) implements Tunnel {

        @Override
        public void run(Transport client) throws IOException {
            tunnel.run(client);
        }

        @Override
        public void close() {
            try {
                tunnel.close();
            } finally {
                request.succeeded();
            }
        }
    }

    @Override
    public int read(ByteBuffer out) throws Exception {
        try {
            int count = source.read(out);
            if (count < 0) {
                request.succeeded();
            }
            return count;
        } catch (BackendFailure failure) {
            request.failed();
            throw failure;
        } catch (Exception | Error other) {
            request.cancelled();
            throw other;
        }
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public void close() {
        try {
            source.close();
        } finally {
            request.succeeded();
        }
    }
}
