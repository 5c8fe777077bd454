// Given: nothing in this file is for you to write.
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The connections that are served now, as far as they know HTTP. */
final class OpenConnections {

    private final Traffic traffic;
    private final Set<ObservedProtocol> all = ConcurrentHashMap.newKeySet();

    OpenConnections(Traffic traffic) {
        this.traffic = traffic;
    }

    /** Returns the same protocols, and observes them. */
    Function<Peer, Protocol> observe(Function<Peer, Protocol> protocols) {
        return peer -> {
            ObservedProtocol observed = new ObservedProtocol(protocols.apply(peer), traffic, all::remove);
            all.add(observed);
            return observed;
        };
    }

    /** Returns since when the oldest request waits that has arrived, in System.nanoTime nanoseconds; empty if none. */
    OptionalLong oldest() {
        return all.stream()
                .mapToLong(ObservedProtocol::waitingSince)
                .filter(since -> since != 0)
                .reduce((one, other) -> one - other < 0 ? one : other);
    }
}
