package grader.bench.server;

import grader.bench.load.Scenario;
import grader.core.console.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/** The servers that run, each stopped where it stands until its turn comes. */
public final class Servers implements AutoCloseable {

    private final Map<Contender, Program> programs;
    private final Cpus cpus;
    private final Workplace place;
    private final Map<Contender, Running> running = new EnumMap<>(Contender.class);

    public Servers(Map<Contender, Program> programs, Cpus cpus, Workplace place) {
        this.programs = programs;
        this.cpus = cpus;
        this.place = place;
    }

    /** @throws UserError if it does not start */
    public void start(Contender contender) {
        Running server = new Running(contender.toString(), programs.get(contender), cpus, place);
        server.pause();
        running.put(contender, server);
    }

    public Map<Contender, Running> running() {
        return Collections.unmodifiableMap(running);
    }

    /**
     * Restarts servers that failed the last scenario: they may hang, or have exited.
     */
    public void renew(Results results) {
        results.entries.keySet().stream().max(Comparator.naturalOrder()).ifPresent(last -> renew(last, results));
    }

    private void renew(Scenario after, Results results) {
        for (Contender contender : new ArrayList<>(running.keySet())) {
            if (results.entry(after, contender).wrong.isPresent()) {
                running.remove(contender).close();
                try {
                    start(contender);
                } catch (UserError problem) {
                    results.absent.put(contender, "after " + after + " " + problem.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        running.values().forEach(Running::close);
    }
}
