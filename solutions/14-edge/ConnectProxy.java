import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * CONNECT (RFC 9110 §9.3.6): a tunnel to one of the addresses that the flags allow. To any other one it would be a way
 * into the network of this server.
 *
 * @param allowed where tunnels may lead
 * @param timeout how long a connection may take to open, in nanoseconds
 * @param idleMillis how long no byte may move through a tunnel
 */
record ConnectProxy(List<HostPort> allowed, long timeout, int idleMillis) implements Handler {

    /** @throws HttpException 403 if the target is not allowed; 502 or 504 if it cannot be reached */
    @Override
    public Response handle(Request request) throws InterruptedException, IOException {
        HostPort target = target(request.head().rawTarget());
        BackendConnection connection = BoundedCall.interrupted(Math.min(timeout, request.context().remaining()),
                () -> open(target), ConnectProxy::close,
                nanos -> new BackendFailure(504, "the target of CONNECT could not be reached in time", false));
        try {
            Tunnel tunnel = new BackendTunnel(connection.transport(), idleMillis, () -> close(connection));
            return new HandOver(200, tunnel).response(request, List.of());
        } catch (IOException | RuntimeException | Error failure) {
            close(connection);
            throw failure;
        }
    }

    /** Returns the allowed address that a target names; a host is not case-sensitive. */
    private HostPort target(String text) {
        return allowed.stream()
                .filter(each -> each.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new HttpException(403, "this server opens no tunnel to this address"));
    }

    private BackendConnection open(HostPort target) {
        try {
            return BackendConnection.open(target, (int) TimeUnit.NANOSECONDS.toMillis(timeout));
        } catch (IOException unreachable) {
            throw new BackendFailure(502, "the target of CONNECT could not be reached", false);
        }
    }

    private static void close(BackendConnection connection) {
        try {
            connection.close();
        } catch (IOException gone) {
            // It is closed.
        }
    }
}
