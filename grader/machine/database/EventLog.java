package grader.machine.database;

import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.driver.Message;
import grader.machine.database.driver.Parameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The record of a watched database, and its connections. Guarded by the {@link WatchedDatabase} that has it. */
final class EventLog {

    /** A connection that is open, or is being opened. */
    static final class Connection {
        final int number;
        final WatchedProcess process;
        private boolean manual;
        private int transaction;
        boolean broken;

        private Connection(int number, WatchedProcess process) {
            this.number = number;
            this.process = process;
        }
    }

    private final Map<Integer, DatabaseEvent> events = new LinkedHashMap<>();
    private final Map<Integer, Connection> open = new LinkedHashMap<>();
    private final Map<Integer, WatchedProcess> owners = new LinkedHashMap<>();
    private int lastEvent;
    private int lastConnection;
    private int lastTransaction;
    private int peak;
    private int opened;
    private int closed;

    /** Adds what a process says; a new connection gets its number here. */
    DatabaseEvent add(Message message, WatchedProcess process) {
        Kind kind = Kind.valueOf(message.type().name());
        Connection connection = kind == Kind.OPEN ? open(process) : open.get(message.connection());
        boolean hasSql = kind == Kind.EXECUTE || kind == Kind.PREPARE;
        List<Object> parameters = kind == Kind.EXECUTE
                ? Parameters.decode(message.texts().subList(1, message.texts().size()))
                : List.of();
        DatabaseEvent event = new DatabaseEvent(++lastEvent, kind, connection == null ? 0 : connection.number,
                connection == null ? 0 : transaction(kind, connection), hasSql ? message.texts().getFirst() : "",
                parameters, kind == Kind.EXECUTE ? (int) message.number() : 1, OptionalLong.empty(), Optional.empty());
        events.put(event.number(), event);
        return event;
    }

    private Connection open(WatchedProcess process) {
        Connection fresh = new Connection(++lastConnection, process);
        open.put(fresh.number, fresh);
        peak = Math.max(peak, open.size());
        opened++;
        return fresh;
    }

    private int transaction(Kind kind, Connection on) {
        if (kind == Kind.EXECUTE && on.manual && on.transaction == 0) {
            on.transaction = ++lastTransaction;
        }
        int current = on.transaction;
        switch (kind) {
            case MANUAL_COMMIT -> on.manual = true;
            case AUTO_COMMIT -> {
                on.manual = false;
                on.transaction = 0;
            }
            case COMMIT, ROLLBACK -> on.transaction = 0;
            default -> {}
        }
        return current;
    }

    /** How an event ended, unless it has been forgotten. */
    void ended(int number, OptionalLong rows, Optional<String> state) {
        events.computeIfPresent(number, (ignored, event) -> {
            if (event.kind() == Kind.COMMIT && state.isPresent()) {
                connection(event.connection()).ifPresent(on -> on.transaction = event.transaction());
            }
            return event.ended(rows, state);
        });
    }

    /** An event, unless it has been forgotten. */
    Optional<DatabaseEvent> event(int number) {
        return Optional.ofNullable(events.get(number));
    }

    /** The real connection is open. */
    void opened(int number) {
        connection(number).ifPresent(connection -> owners.put(number, connection.process));
    }

    /** The processes that have opened connections, by the connections' numbers, also after these are closed. */
    Map<Integer, WatchedProcess> owners() {
        return owners;
    }

    void broken(Connection connection) {
        connection.broken = true;
        add(new Message(Message.Type.BREAK, 0, connection.number, 0, List.of()), connection.process);
    }

    void close(int number) {
        if (open.remove(number) != null) {
            closed++;
        }
    }

    /** It was never opened: it does not count. */
    void refuse(int number) {
        open.remove(number);
        opened--;
    }

    Optional<Connection> connection(int number) {
        return Optional.ofNullable(open.get(number));
    }

    Collection<Connection> connections() {
        return new ArrayList<>(open.values());
    }

    List<DatabaseEvent> events() {
        return List.copyOf(events.values());
    }

    int open() {
        return open.size();
    }

    int peak() {
        return peak;
    }

    int opened() {
        return opened;
    }

    int closed() {
        return closed;
    }

    /** Forgets the events and the totals; what is open stays open. */
    void forget() {
        events.clear();
        peak = open.size();
        opened = 0;
        closed = 0;
    }
}
