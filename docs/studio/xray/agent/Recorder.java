package docs.studio.xray.agent;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows requests from call to call, and reports a few of them several times per second. Its memory is bounded, and so
 * is its work: of very many requests, it follows every hundredth, say. For the others, an instrumented call looks at
 * two fields.
 */
public final class Recorder {

    static final int MOST_OPEN = 4_096;
    private static final int MOST_TOLD = 24;
    private static final int TICK_MILLIS = 200;
    private static final int FOLLOWED_PER_TICK = 100;
    private static final long LONG_NANOS = 50_000_000;
    private static final long SILENCE_NANOS = 1_000_000_000;
    private static final Method NONE = Recorder.class.getDeclaredMethods()[0];

    private static final Comparator<Trail> BY_TIME = Comparator.comparingLong(trail -> trail.nanos(0));
    private static final ThreadLocal<Trail> CURRENT = new ThreadLocal<>();
    private static volatile Recorder active;        // null: nothing is recorded

    private final Moment[][] sites;
    private final List<Moment> moments;
    private final int silent;
    private final boolean[] begins;     // whether a request may begin at the place
    private final ConcurrentHashMap<Object, Trail> open = new ConcurrentHashMap<>();       // by Identity
    private final Map<String, Map<Class<?>, Method>> methods = Map.of("head", new ConcurrentHashMap<>(), "method",
            new ConcurrentHashMap<>(), "rawTarget", new ConcurrentHashMap<>(), "status", new ConcurrentHashMap<>());
    private int begun;                  // about how many requests; not exact, as counting exactly would cost more
    private int begunBefore;
    private volatile int every = 1;     // which of them are followed
    private final Trail[] newest = new Trail[MOST_TOLD];        // guarded by `newest`, as are the two below
    private final PriorityQueue<Trail> slowest = new PriorityQueue<>(BY_TIME);
    private long ended;
    private volatile long found;        // a bit for each moment whose method exists

    /** @param sites the moments of each instrumented place. @param silent the place that is no part of a request */
    Recorder(List<Moment> moments, List<List<Moment>> sites, int silent) {
        this.moments = moments;
        this.sites = sites.stream().map(each -> each.toArray(Moment[]::new)).toArray(Moment[][]::new);
        this.silent = silent;
        this.begins = new boolean[this.sites.length];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = sites.get(i).stream().anyMatch(each -> !each.begin().isEmpty());
        }
    }

    /** Called by the instrumented methods. */
    public static void hit(int site, Object self, Object argument, Object result) {
        Recorder recorder = active;
        if (recorder != null && (recorder.begins[site] || !recorder.open.isEmpty())) {
            try {
                for (Moment moment : recorder.sites[site]) {
                    recorder.happened(moment, self, argument, result);
                }
            } catch (Throwable fault) {
                active = null;      // The server goes on as if no one looked.
            }
        }
    }

    void found(int moment) {
        found |= 1L << moment;
    }

    private void happened(Moment moment, Object self, Object argument, Object result) {
        if (moment.stage() != null
                && !(argument instanceof Enum<?> stage && stage.name().equals(moment.stage()))) {
            return;
        }
        Object key = object(moment.of(), self, argument, result);
        Trail trail = moment.of().equals("thread") ? CURRENT.get() : find(key);
        if (trail == null && key != null && !moment.begin().isEmpty()) {
            trail = begin(moment, key, argument);
        }
        if (trail == null || trail.isOver() || moment.in() >= 0 && !trail.isAt(moment.in())) {
            return;
        }
        if (!moment.begin().equals("connection")) {
            CURRENT.set(trail);
        }
        Object other = object(moment.to(), self, argument, result);
        if (other != null) {
            know(trail, other);
        }
        if (moment.label()) {
            label(trail, argument);
        }
        if (moment.status() && call(result, "status") instanceof Integer status) {
            trail.status(status);
        }
        long now = System.nanoTime();
        if (moment.place() >= 0) {
            trail.moveTo(moment.place(), now);
        }
        if (moment.ends()) {
            end(trail, now);
        }
    }

    private static Object object(String name, Object self, Object argument, Object result) {
        return switch (name) {
            case "this" -> self;
            case "argument" -> argument;
            case "result" -> result;
            default -> null;
        };
    }

    private Trail find(Object key) {
        return key == null || open.isEmpty() ? null : open.get(new Identity.Lookup(key));
    }

    /** Begins to follow a request or a connection; returns null if it is none of those that are followed. */
    private Trail begin(Moment moment, Object key, Object argument) {
        boolean connection = moment.begin().equals("connection");
        Trail trail = open.isEmpty() ? null : switch (moment.from()) {
            case "argument" -> find(argument);
            case "thread" -> CURRENT.get();
            default -> null;
        };
        if (trail != null && trail.isConnection() && !trail.isOver()) {
            trail.becomeRequest();
        } else if (begun++ % every == 0 && open.mappingCount() < MOST_OPEN) {
            trail = new Trail(connection);
        } else {
            return null;
        }
        know(trail, key);
        return trail;
    }

    private void know(Trail trail, Object object) {
        Identity identity = new Identity(object);
        trail.isKnownAs(identity);
        open.remove(new Identity.Lookup(object));
        open.put(identity, trail);
    }

    private void end(Trail trail, long now) {
        trail.end(now);
        for (Identity identity : trail.known()) {
            open.remove(identity, trail);
        }
        if (CURRENT.get() == trail) {
            CURRENT.remove();
        }
        synchronized (newest) {
            newest[(int) (ended++ % MOST_TOLD)] = trail;
            slowest.add(trail);
            if (slowest.size() > MOST_TOLD) {
                slowest.remove();
            }
        }
    }

    private void label(Trail trail, Object request) {
        if (trail.isLabeled()) {
            return;
        }
        Object head = call(request, "head");
        if (call(head, "method") instanceof String method && call(head, "rawTarget") instanceof String target) {
            trail.label(method, target);
        }
    }

    /** The result of a method without parameters; null if there is none. */
    private Object call(Object object, String name) {
        if (object == null) {
            return null;
        }
        try {
            Method method = methods.get(name).computeIfAbsent(object.getClass(), type -> {
                try {
                    Method found = type.getDeclaredMethod(name);
                    found.setAccessible(true);
                    return found;
                } catch (ReflectiveOperationException | RuntimeException none) {
                    return NONE;
                }
            });
            return method == NONE ? null : method.invoke(object);
        } catch (ReflectiveOperationException failed) {
            return null;
        }
    }

    /** Records and reports until the reader has gone, or another recorder begins. */
    void run(SocketChannel reader) throws IOException, InterruptedException {
        Recorder before = active;
        active = this;
        if (before != null) {
            before.open.clear();
        }
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(reader)));
        while (active == this) {
            Thread.sleep(TICK_MILLIS);
            report(out);
        }
    }

    void stop() {
        if (active == this) {
            active = null;
        }
    }

    private void report(DataOutputStream out) throws IOException {
        List<Trail> told = new ArrayList<>();
        long count;
        synchronized (newest) {
            told.addAll(slowest);
            for (int i = 0; i < newest.length; i++) {
                if (newest[i] != null && !told.contains(newest[i])) {
                    told.add(newest[i]);
                }
                newest[i] = null;
            }
            slowest.clear();
            count = ended;
        }
        long now = System.nanoTime();
        open.entrySet()
                .removeIf(each -> ((Identity) each.getKey()).refersTo(null) || each.getValue().isAbandoned()
                        || each.getValue().isConnection() && each.getValue().nanos(now) > SILENCE_NANOS
                                && each.getValue().isAt(silent));
        every = Math.max(1, (begun - begunBefore) / FOLLOWED_PER_TICK);
        begunBefore = begun;
        open.values()
                .stream()
                .distinct()
                .filter(each -> !each.isConnection() && !each.isOver() && each.nanos(now) > LONG_NANOS)
                .sorted(Comparator.comparingLong((Trail each) -> each.nanos(now)).reversed())
                .limit(MOST_TOLD)
                .peek(Trail::look)
                .forEach(told::add);
        out.writeLong(found);
        out.writeLong(count);
        out.writeInt(every);
        out.writeInt(told.size());
        for (Trail trail : told) {
            trail.writeTo(out, silent, now);
        }
        out.flush();
    }

    List<Moment> moments() {
        return moments;
    }
}
