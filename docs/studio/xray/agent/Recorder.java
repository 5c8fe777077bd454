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

/** Follows requests from call to call, and reports a few of them several times per second. Its memory is bounded. */
public final class Recorder {

    static final int MOST_OPEN = 4_096;
    private static final int MOST_TOLD = 24;
    private static final int TICK_MILLIS = 200;
    private static final long LONG_NANOS = 50_000_000;

    private static final Comparator<Trail> BY_TIME = Comparator.comparingLong(trail -> trail.nanos(0));
    private static final ThreadLocal<Trail> CURRENT = new ThreadLocal<>();
    private static volatile Recorder active;        // null: nothing is recorded

    private final Moment[][] sites;
    private final List<Moment> moments;
    private final int silent;
    private final Map<Object, Trail> open = new ConcurrentHashMap<>();     // by Identity
    private final Map<String, Method> methods = new ConcurrentHashMap<>();
    private final Trail[] newest = new Trail[MOST_TOLD];        // guarded by `newest`, as are the two below
    private final PriorityQueue<Trail> slowest = new PriorityQueue<>(BY_TIME);
    private long ended;
    private volatile long found;        // a bit for each moment whose method exists

    /** @param sites the moments of each instrumented place. @param silent the place that is no part of a request */
    Recorder(List<Moment> moments, List<List<Moment>> sites, int silent) {
        this.moments = moments;
        this.sites = sites.stream().map(each -> each.toArray(Moment[]::new)).toArray(Moment[][]::new);
        this.silent = silent;
    }

    /** Called by the instrumented methods. */
    public static void hit(int site, Object self, Object argument, Object result) {
        Recorder recorder = active;
        if (recorder != null) {
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
        Trail trail = moment.of().equals("thread") ? CURRENT.get() : key == null ? null : find(key);
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
        return open.get(new Identity.Lookup(key));
    }

    private Trail begin(Moment moment, Object key, Object argument) {
        if (open.size() >= MOST_OPEN) {
            return null;
        }
        boolean connection = moment.begin().equals("connection");
        Trail trail = null;
        if (moment.from().equals("argument") && argument != null) {
            trail = find(argument);
        } else if (moment.from().equals("thread")) {
            trail = CURRENT.get();
        }
        if (trail == null || !trail.isConnection() || trail.isOver()) {
            trail = new Trail(connection);
        } else {
            trail.becomeRequest();
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
            String key = object.getClass().getName() + "." + name;
            Method method = methods.get(key);
            if (method == null) {
                method = object.getClass().getDeclaredMethod(name);
                method.setAccessible(true);
                methods.put(key, method);
            }
            return method.invoke(object);
        } catch (ReflectiveOperationException | RuntimeException none) {
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
        open.keySet().removeIf(each -> ((Identity) each).refersTo(null));
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
