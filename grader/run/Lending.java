package grader.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Servers that a check has used and passed, for the next one with the same flags: starting them is most of the work.
 *
 * <p>No verdict hangs on that: what does not pass on a used server is tried again on a fresh one, and only that counts.
 */
final class Lending implements AutoCloseable {

    private final Map<List<String>, Deque<Server>> idle = new HashMap<>();

    synchronized Optional<Server> take(List<String> flags) {
        Deque<Server> servers = idle.getOrDefault(flags, new ArrayDeque<>());
        Optional<Server> alive = Optional.empty();
        while (alive.isEmpty() && !servers.isEmpty()) {
            alive = Optional.of(servers.pop()).filter(Server::isAlive);
        }
        return alive;
    }

    synchronized void giveBack(List<String> flags, Server server) {
        idle.computeIfAbsent(flags, ignored -> new ArrayDeque<>()).push(server);
    }

    @Override
    public synchronized void close() {
        idle.values().forEach(servers -> servers.forEach(Server::close));
        idle.clear();
    }
}
