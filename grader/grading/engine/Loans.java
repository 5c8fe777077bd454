package grader.grading.engine;

import grader.clients.http.Transcript;
import grader.grading.server.Server;
import grader.grading.server.ServerLauncher;
import grader.grading.server.ServerPool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The servers that one check has borrowed from those that other checks have used and passed. */
final class Loans implements AutoCloseable {

    private final ServerPool pool;
    private final boolean fresh;
    private final List<List<String>> begun = new ArrayList<>();
    private final Map<Server, List<String>> servers = new LinkedHashMap<>();
    private boolean anyUsed;

    /** @param fresh whether every server has to be unused */
    Loans(ServerPool pool, boolean fresh) {
        this.pool = pool;
        this.fresh = fresh;
    }

    /**
     * The server with these flags that an earlier case of the check has borrowed; or a server that another check has
     * used, if there is one and it may be used; else what `start` gives.
     */
    Server borrow(List<String> flags, Transcript transcript, Supplier<Server> start) {
        Optional<Server> own = servers.keySet()
                .stream()
                .filter(server -> servers.get(server).equals(flags) && !server.hasEnded())
                .findFirst();
        own.ifPresent(server -> ServerLauncher.tell(transcript, flags));
        return own.orElseGet(() -> another(flags, transcript, start));
    }

    private Server another(List<String> flags, Transcript transcript, Supplier<Server> start) {
        Optional<Server> used = fresh ? Optional.empty() : take(flags, transcript);
        anyUsed |= used.isPresent();
        Server server = used.orElseGet(start);
        servers.put(server, flags);
        return server;
    }

    private Optional<Server> take(List<String> flags, Transcript transcript) {
        begun.add(flags);
        Optional<Server> used = pool.take(flags).map(server -> server.seenIn(transcript));
        used.ifPresent(server -> ServerLauncher.tell(transcript, flags));
        return used;
    }

    /** Whether another check has used one of them. */
    boolean anyUsed() {
        return anyUsed;
    }

    /** After the check has passed: they go to the next one. Returns them. */
    Set<Server> release() {
        Set<Server> released = Set.copyOf(servers.keySet());
        servers.forEach((server, flags) -> pool.release(flags, server));
        servers.clear();
        return released;
    }

    /** All loans are over, whether the servers were released or not. */
    @Override
    public void close() {
        begun.forEach(pool::end);
    }
}
