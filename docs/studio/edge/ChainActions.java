package docs.studio.edge;

import docs.studio.servers.LoadClock;
import grader.core.console.UserError;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** What can be done to the chain, as lines of text: typed in the terminal, and sent by the buttons of the page. */
final class ChainActions implements AutoCloseable {

    /** What was done, or could not be. */
    record Event(long number, String time, String text) {}

    private interface Action {
        String run() throws InterruptedException;
    }

    static final String HELP = "kill a, drain a, start a (or b); freeze; slow; certificate; rate 50; quit. "
            + "Enter alone shows how all are.";
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int KEPT = 50;

    private final Chain chain;
    private final Consumer<String> say;
    private final ExecutorService workers =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("action").factory());
    private final Deque<Event> events = new ArrayDeque<>();
    private long count;

    /** @param say takes each event */
    ChainActions(Chain chain, Consumer<String> say) {
        this.chain = chain;
        this.say = say;
    }

    /**
     * Begins what a line says, and returns: it may take seconds.
     *
     * @throws UserError if the line says nothing that can be done
     */
    void begin(String line) {
        String[] words = line.strip().split("\\s+");
        String name = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "kill" -> of(name, "is being killed", () -> {
                chain.server(name).kill();
                return "server " + name + " was killed (SIGKILL)";
            });
            case "drain" -> of(name, "drains (SIGTERM)", () -> {
                chain.drain(name);
                return "server " + name + " has drained, and has ended";
            });
            case "start" -> of(name, "starts", () -> {
                chain.server(name).start(Chain.START);
                return "server " + name + " serves again";
            });
            case "freeze" -> go("the database is frozen (SIGSTOP) for " + Chain.FREEZE.toSeconds() + " s", () -> {
                chain.freeze();
                return "the database goes on (SIGCONT)";
            });
            case "slow" -> go("a client reads a megabyte slowly", chain::slowClient);
            case "certificate" -> go("the certificate is replaced",
                    () -> chain.replaceCertificate() ? "the edge shows the new certificate"
                            : "the edge still shows the old certificate");
            case "rate" -> rate(name);
            default -> throw new UserError("'" + line.strip() + "' is nothing that can be done", "type " + HELP);
        }
    }

    private void of(String name, String begins, Action action) {
        chain.server(name);
        go("server " + name + " " + begins, action);
    }

    private void rate(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > LoadClock.MOST_PER_SECOND) {
            throw new UserError("the rate is '" + text + "'", "give a number up to " + LoadClock.MOST_PER_SECOND);
        }
        chain.load().send(Integer.parseInt(text));
    }

    private void go(String begins, Action action) {
        happened(begins);
        workers.execute(() -> {
            try {
                happened(action.run());
            } catch (UserError problem) {
                happened(problem.line());
            } catch (InterruptedException stop) {
                // the chain ends
            }
        });
    }

    private synchronized void happened(String text) {
        Event event = new Event(count++, LocalTime.now().format(TIME), text);
        events.addLast(event);
        if (events.size() > KEPT) {
            events.removeFirst();
        }
        say.accept(event.time() + " " + text);
    }

    /** The last ones, in order. */
    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
