package grader.machine.database;

import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.driver.Message;
import grader.machine.database.driver.Message.Type;
import grader.machine.database.driver.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A database that is watched: the server gets {@link #url} in place of the real URL, and then every step of its
 * connections is recorded here, and can be held, delayed or made to fail. It is to databases what WireMock is to
 * services. CONTRIBUTING.md has an example.
 *
 * <p>A step does not happen before this has let it, so the record is never late: what a response shows is in it.
 */
public final class WatchedDatabase implements AutoCloseable {

    /** However a check ends, no step is held longer. */
    private static final Duration MOST = Duration.ofSeconds(60);

    private record Fault(Predicate<DatabaseEvent> what, String state, int[] times) {}

    /** A step that waits, at a hold or for its delay. */
    private record Waiting(DatabaseEvent event, CompletableFuture<Void> go) {}

    private final ServerSocket listener;
    private final List<WatchedProcess> processes = new ArrayList<>();
    private final EventLog log = new EventLog();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Hold> commits = new ArrayList<>();      // what is held after it has happened
    private final List<Fault> faults = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Duration openingDelay = Duration.ZERO;
    private boolean down;
    private boolean closed;

    public WatchedDatabase() {
        try {
            listener = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        start("watched database", this::accept);
    }

    private synchronized void start(String name, Runnable task) {
        threads.add(Thread.ofPlatform().daemon().name(name).start(task));
    }

    /** The URL for the server, whose driver then opens `realUrl`, such as `jdbc:h2:mem:x` or `jdbc:postgresql://…`. */
    public String url(String realUrl) {
        return "jdbc:watched:127.0.0.1:" + listener.getLocalPort() + ":" + realUrl;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                WatchedProcess process = new WatchedProcess(this, socket);
                synchronized (this) {
                    if (closed) {
                        process.close();
                    }
                    processes.add(process);
                }
                start("watched process", process::serve);
            }
        } catch (IOException ended) {
            // by close()
        }
    }

    // --- what the driver says ---

    void received(Message message, WatchedProcess process) {
        switch (message.type()) {
            case DONE -> ended(message, process);
            case CLOSE -> end(message, process);
            case OPENED -> opened(message, process);
            default -> step(message, process);
        }
    }

    private synchronized void opened(Message message, WatchedProcess process) {
        boolean broken = isBroken(message.connection());
        if (!broken) {
            log.opened(message.connection());
        }
        process.send(message.reply(broken ? Type.BREAK : Type.GO, 0, List.of()));
    }

    private void ended(Message done, WatchedProcess process) {
        OptionalLong rows = done.number() < 0 ? OptionalLong.empty() : OptionalLong.of(done.number());
        int number = Integer.parseInt(done.texts().getFirst());
        CompletableFuture<Void> go = new CompletableFuture<>();
        synchronized (this) {
            log.ended(number, rows, Optional.ofNullable(done.texts().getLast()));
            Optional<DatabaseEvent> event = log.event(number).filter(each -> each.sqlState().isEmpty() && !closed);
            Optional<Hold> hold =
                    event.flatMap(each -> commits.stream().filter(commit -> commit.holds(each)).findFirst());
            if (hold.isPresent()) {
                keep(hold.get(), event.get(), go);
            } else {
                go.complete(null);
            }
            notifyAll();
        }
        go.thenRun(() -> process.send(done.reply(Type.GO, 0, List.of())));
    }

    /** Lets a step wait until it is released, or for the longest time. */
    private void keep(Hold hold, DatabaseEvent event, CompletableFuture<Void> go) {
        waitFor(event, go);
        go.whenComplete((ignored, error) -> hold.remove(event));
        hold.add(event, () -> go.complete(null));
        go.completeOnTimeout(null, MOST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void end(Message close, WatchedProcess process) {
        log.add(close, process);
        log.close(close.connection());
        notifyAll();
        process.send(close.reply(Type.GO, 0, List.of()));
    }

    private synchronized boolean isBroken(int connection) {
        return log.connection(connection).map(found -> found.broken).orElse(false);
    }

    private void step(Message message, WatchedProcess process) {
        DatabaseEvent event;
        CompletableFuture<Void> go = new CompletableFuture<>();
        synchronized (this) {
            event = log.add(message, process);
            Optional<Hold> hold = closed || wouldFail(event) ? Optional.empty()
                    : holds.stream().filter(each -> each.holds(event)).findFirst();
            Duration delay = event.kind() == Kind.OPEN && !down ? openingDelay : Duration.ZERO;
            if (hold.isPresent()) {
                keep(hold.get(), event, go);
            } else if (delay.isPositive()) {
                waitFor(event, go);
                go.completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                go.complete(null);
            }
            notifyAll();
        }
        go.thenRun(() -> process.send(verdict(message, event)));
    }

    private void waitFor(DatabaseEvent event, CompletableFuture<Void> go) {
        Waiting entry = new Waiting(event, go);
        waiting.add(entry);
        go.thenRun(() -> {
            synchronized (this) {
                waiting.remove(entry);
            }
        });
    }

    private boolean wouldFail(DatabaseEvent event) {
        return isBroken(event.connection()) || down && event.kind() == Kind.OPEN
                || faults.stream().anyMatch(fault -> fault.times()[0] > 0 && fault.what().test(event));
    }

    /** What is to become of a step that waits no longer. */
    private synchronized Message verdict(Message message, DatabaseEvent event) {
        boolean opens = event.kind() == Kind.OPEN;
        if (opens && (down || isBroken(event.connection()))) {
            return failed(message, event, "08001", "the database cannot be reached: connection refused");
        }
        if (isBroken(event.connection())) {
            log.ended(event.number(), OptionalLong.empty(), Optional.of("08006"));
            return message.reply(Type.BREAK, 0, List.of());
        }
        Optional<Fault> fault =
                faults.stream().filter(each -> each.times()[0] > 0 && each.what().test(event)).findFirst();
        if (fault.isPresent()) {
            fault.get().times()[0]--;
            return failed(message, event, fault.get().state(), "injected failure " + fault.get().state());
        }
        return message.reply(Type.GO, opens ? event.connection() : event.number(), List.of());
    }

    private Message failed(Message message, DatabaseEvent event, String state, String words) {
        log.ended(event.number(), OptionalLong.empty(), Optional.of(state));
        if (event.kind() == Kind.OPEN) {
            log.refuse(event.connection());
        } else if (state.startsWith("08")) {
            log.connection(event.connection()).ifPresent(connection -> connection.broken = true);
        }
        notifyAll();
        return message.reply(Type.FAIL, 0, List.of(state, words));
    }

    /** A process has ended: its connections are closed, and it waits for nothing. */
    void gone(WatchedProcess process) {
        synchronized (this) {
            processes.remove(process);
            log.connections().stream().filter(each -> each.process == process).forEach(each -> log.close(each.number));
            notifyAll();
        }
    }

    // --- what is recorded ---

    /** All steps so far, in order. */
    public synchronized List<DatabaseEvent> events() {
        return log.events();
    }

    /** The statements that were executed so far, in order; a batch is one. */
    public List<DatabaseEvent> statements() {
        return events().stream().filter(DatabaseEvent.of(Kind.EXECUTE)).toList();
    }

    /** Those with this text in their SQL. */
    public List<DatabaseEvent> statements(String text) {
        return events().stream().filter(DatabaseEvent.executing(text)).toList();
    }

    /** How many connections are open or are being opened. Those of a process that has ended are closed. */
    public synchronized int openConnections() {
        return log.open();
    }

    /** How many were open at the same time. */
    public synchronized int mostConnections() {
        return log.peak();
    }

    /** How many have been opened, without those that the watched database refused. */
    public synchronized int openedConnections() {
        return log.opened();
    }

    public synchronized int closedConnections() {
        return log.closed();
    }

    /** Forgets the events and totals so far. What is open, held, down or to fail stays so. */
    public synchronized void forget() {
        log.forget();
    }

    /** Whether something about this database comes true, sooner or later; looks after each step. */
    public synchronized boolean await(Duration limit, BooleanSupplier condition) {
        return Await.notified(this, limit, condition);
    }

    // --- what is to happen ---

    /** From now on holds these steps before they happen, until they are released. */
    public synchronized Hold hold(Predicate<DatabaseEvent> what) {
        Hold hold = new Hold(this, what);
        holds.add(hold);
        return hold;
    }

    /** From now on holds commits after they have succeeded, before the server learns of it, until they are released. */
    public synchronized Hold holdAfterCommit() {
        Hold hold = new Hold(this, DatabaseEvent.of(Kind.COMMIT));
        commits.add(hold);
        return hold;
    }

    /** From now on so many of these steps fail with this SQLState; one of class 08 also breaks their connection. */
    public synchronized void fail(Predicate<DatabaseEvent> what, String sqlState, int times) {
        faults.add(new Fault(what, sqlState, new int[] {times}));
    }

    /** From now on opening a connection takes so long. */
    public synchronized void delayOpening(Duration delay) {
        openingDelay = delay;
    }

    /**
     * Breaks all connections that are open: whatever is done on them fails with 08006, also what is held or runs now,
     * and `isValid` is false. Their transactions are rolled back.
     */
    public void breakConnections() {
        List<EventLog.Connection> broken;
        List<Waiting> stuck;
        synchronized (this) {
            broken = log.connections().stream().filter(each -> !each.broken).toList();
            broken.forEach(log::broken);
            stuck = waiting.stream().filter(each -> isBroken(each.event().connection())).toList();
        }
        stuck.forEach(each -> each.go().complete(null));
        for (WatchedProcess process : broken.stream().map(each -> each.process).distinct().toList()) {
            List<String> numbers = broken.stream()
                    .filter(each -> each.process == process)
                    .map(each -> Integer.toString(each.number))
                    .toList();
            process.ask(Type.BREAK_ALL, 0, numbers, Limits.PATIENCE);
        }
    }

    /** The database dies: all connections break, and opening one fails with 08001. */
    public void down() {
        synchronized (this) {
            down = true;
        }
        breakConnections();
    }

    /** It is back: connections can be opened again. Broken ones stay broken. */
    public synchronized void up() {
        down = false;
    }

    // --- questions to the real database ---

    /**
     * How the real database would execute a statement of the record: what EXPLAIN says, with its parameters. The
     * server's process asks, on a connection of its own, which is not in the record.
     */
    public String plan(DatabaseEvent statement) {
        return String.join("\n", query(statement.connection(), "EXPLAIN " + statement.sql(), statement.parameters())
                .stream()
                .map(row -> String.join(" ", row))
                .toList());
    }

    /**
     * Runs SQL on the real database, in the server's process, on a connection of its own which is not in the record:
     * the rows as texts, or one row with the number of those that were changed.
     */
    public List<List<String>> query(String sql, Object... parameters) {
        int connection;
        synchronized (this) {
            connection = log.owners()
                    .keySet()
                    .stream()
                    .filter(number -> processes.contains(log.owners().get(number)))
                    .max(Integer::compare)
                    .orElse(0);
        }
        return query(connection, sql, List.of(parameters));
    }

    private List<List<String>> query(int connection, String sql, List<Object> parameters) {
        List<String> texts = new ArrayList<>(List.of(sql));
        texts.addAll(Parameters.encode(parameters));
        Message answer = process(connection).flatMap(process -> process.ask(Type.QUERY, connection, texts, MOST))
                .orElseThrow(() -> new CheckFailed("expected a server that has opened the database, but it has ended"));
        if (answer.number() < 0) {
            throw new IllegalArgumentException(sql + ": " + answer.texts().getFirst());
        }
        int columns = (int) answer.number();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < answer.texts().size(); i += columns) {
            rows.add(answer.texts().subList(i, i + columns));
        }
        return rows;
    }

    private synchronized Optional<WatchedProcess> process(int connection) {
        return Optional.ofNullable(log.owners().get(connection)).filter(processes::contains);
    }

    /** Releases what is held and stops watching: connections that are open continue unwatched. */
    @Override
    public void close() {
        List<WatchedProcess> left;
        List<Waiting> stuck;
        List<Thread> running;
        synchronized (this) {
            closed = true;
            stuck = List.copyOf(waiting);
            left = List.copyOf(processes);
            running = List.copyOf(threads);
        }
        stuck.forEach(each -> each.go().complete(null));
        left.forEach(WatchedProcess::close);
        try {
            listener.close();
            for (Thread thread : running) {
                thread.join(Limits.PATIENCE);
            }
        } catch (IOException ignored) {
            // it is of no use any more
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
