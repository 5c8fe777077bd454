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
 * What got no answer in time is tried again, alone; and what the server ended without one, if it is down: another trial may have done that.
 * Only the second verdict counts then. What was seen and is wrong stays, even if it goes well the next time: that is how races are found.
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

    /** @param first the server of these outcomes */
    List<Outcome> of(List<Outcome> outcomes, InetSocketAddress first) {
        boolean down = outcomes.stream().anyMatch(one -> one.silence() == Silence.GONE) && !isWell(first);
        List<Outcome> all = new ArrayList<>();
        for (Outcome one : outcomes) {
            boolean mayBeOthers = one.silence() == Silence.LATE || one.silence() == Silence.GONE && down;
            all.add(mayBeOthers ? again(one.requirement()) : one);
        }
        return all;
    }

    private Outcome again(Requirement requirement) {
        if (server == null || !isWell(server.address())) {
            close();
            server = servers.get();
        }
        return new Suite(server.address(), hasty, ALONE).run(List.of(requirement), done -> { }).getFirst();
    }

    private boolean isWell(InetSocketAddress address) {
        try (Wire wire = new Wire(address, hasty, ALONE)) {
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
