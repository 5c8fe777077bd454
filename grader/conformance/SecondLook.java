package grader.conformance;

import grader.run.Limits;
import grader.run.Server;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What got no answer is tried again, alone, on a server that is well: another trial may have brought the first one down. Only the second
 * verdict counts then.
 */
final class SecondLook implements AutoCloseable {

    /** Nobody else is served meanwhile. */
    private static final Duration ALONE = Limits.PATIENCE.dividedBy(4);

    private final Supplier<Server> servers;
    private final Supplier<Optional<InetSocketAddress>> hasty;
    private Server server;      // null until it is needed

    SecondLook(Supplier<Server> servers, Supplier<Optional<InetSocketAddress>> hasty) {
        this.servers = servers;
        this.hasty = hasty;
    }

    List<Outcome> of(List<Outcome> outcomes) {
        List<Outcome> all = new ArrayList<>();
        for (Outcome one : outcomes) {
            boolean silent = one.mark() == Mark.UNMET && !one.reason().contains("got ");
            all.add(silent ? again(one.requirement()) : one);
        }
        return all;
    }

    private Outcome again(Requirement requirement) {
        if (server == null || !isWell()) {
            close();
            server = servers.get();
        }
        return new Suite(server.address(), hasty, ALONE).run(List.of(requirement), done -> { }).getFirst();
    }

    private boolean isWell() {
        try (Wire wire = new Wire(server.address(), hasty, ALONE)) {
            return wire.ask(Trials.GET).isSuccess();
        } catch (Unmet silence) {
            return false;
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
