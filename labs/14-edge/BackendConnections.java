// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * Opens the connections to one backend, for its pool.
 *
 * @param timeout how long a connection may take to open, in nanoseconds
 */
record BackendConnections(HostPort address, long timeout)
        implements ConnectionFactory<BackendConnection, BackendFailure> {

    /**
     * Returns a pool of connections to a backend.
     *
     * @param most how many there may be
     */
    static ConnectionPool<BackendConnection, BackendFailure> pool(HostPort address, int most, long timeout) {
        return new ConnectionPool<>(new BackendConnections(address, timeout),
                new PoolSettings(most, timeout, Long.MAX_VALUE, 0), System::nanoTime);
    }

    @Override
    public BackendConnection open() {
        try {
            return BackendConnection.open(address, (int) TimeUnit.NANOSECONDS.toMillis(timeout));
        } catch (SocketTimeoutException late) {
            throw silent(timeout);
        } catch (IOException failure) {
            throw new BackendFailure(502, "no connection to the backend could be opened", false);
        }
    }

    @Override
    public boolean isValid(BackendConnection connection) {
        return !connection.isStale();
    }

    @Override
    public boolean isOpen(BackendConnection connection) {
        return connection.isOpen();
    }

    /** Does nothing: a connection is returned only between two requests. */
    @Override
    public void reset(BackendConnection connection) {}

    @Override
    public BackendFailure timeout(long nanos) {
        return new BackendFailure(504, "no connection to the backend was free in time", false);
    }

    @Override
    public BackendFailure silent(long nanos) {
        return new BackendFailure(504, "no connection to the backend could be opened in time", false);
    }

    @Override
    public BackendFailure closed() {
        return new BackendFailure(502, "the server ends", false);
    }
}
