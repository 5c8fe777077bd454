package docs.studio.drills;

import docs.studio.servers.LoadClock;
import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import grader.clients.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The clients of a drill: their requests come by the clock, whatever the server does. */
final class DrillLoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(3);
    private static final int MOST_REQUESTS = 40;
    private static final int MOST_PER_SECOND = 200;
    private static final int MOST_OPEN = 300;
    private static final int MOST_KEPT = 6;
    private static final int BURST = 12;
    private static final int USERS = 5;
    private static final int SOME = 2_000;

    private final int port;
    private final List<Shape> shapes;
    private final Random random;        // of the clock's thread only
    private final LoadClock clock = new LoadClock(MOST_PER_SECOND, MOST_OPEN, this::next);
    private final Deque<LoadConnection> idle = new ArrayDeque<>();      // guarded by this object's lock

    DrillLoad(int port, List<Shape> shapes, long seed) {
        this.port = port;
        this.shapes = shapes;
        this.random = new Random(seed);
    }

    /** The flags by which the server knows its users. */
    static List<String> flags() {
        return IntStream.range(0, USERS)
                .boxed()
                .flatMap(i -> Stream.of("--token", "u" + i + ":user:secret-" + i, "--user",
                        "u" + i + ":100000000:yes"))
                .toList();
    }

    void start() {
        clock.send((int) Math.round(shapes.stream().mapToDouble(Shape::rate).sum()));
    }

    private Runnable next() {
        double at = random.nextDouble(shapes.stream().mapToDouble(Shape::rate).sum());
        int i = 0;
        while (i < shapes.size() - 1 && at >= shapes.get(i).rate()) {
            at -= shapes.get(i++).rate();
        }
        Shape shape = shapes.get(i).with(text -> Shape.expanded(text, random));
        String fields = "Authorization: Bearer secret-" + random.nextInt(USERS) + "\r\n"
                + (shape.fields().isEmpty() ? "" : shape.fields().strip().replace("\n", "\r\n") + "\r\n");
        return () -> send(shape, fields);
    }

    private void send(Shape shape, String fields) {
        if (shape.how() != Shape.How.BURST) {
            request(shape, fields);
            return;
        }
        List<Thread> all = Stream
                .generate(() -> Thread.startVirtualThread(() -> request(shape, fields)))
                .limit(BURST)
                .toList();
        for (Thread each : all) {
            try {
                each.join();
            } catch (InterruptedException stop) {
                all.forEach(Thread::interrupt);
                return;
            }
        }
    }

    /** What becomes of it, the server's signals tell. */
    private void request(Shape shape, String fields) {
        LoadConnection connection = null;
        try {
            connection = shape.how() == Shape.How.KEPT ? kept() : LoadConnection.open(port, PATIENCE);
            if (converse(connection, shape, fields)) {
                keep(connection);
                return;
            }
        } catch (Lost | IOException lost) {
            // closed below
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (connection != null) {
            connection.close();
        }
    }

    /** Returns whether the connection can be used again. */
    private static boolean converse(LoadConnection connection, Shape shape, String fields)
            throws Lost, IOException, InterruptedException {
        String[] line = shape.send().split(" ");
        if (shape.how() == Shape.How.LEAVE) {
            connection.send(line[1]);
            connection.readSome(SOME);
            return false;
        }
        if (shape.how() == Shape.How.LATE) {
            Thread.sleep(shape.millis());
        }
        Duration time = shape.how() == Shape.How.UPLOAD ? Duration.ofMillis(shape.millis()) : Duration.ZERO;
        Response response = connection.exchange(line[0], line[1], fields, shape.content(), time, PATIENCE);
        return shape.how() == Shape.How.KEPT && response.isWhole() && !response.saysClose()
                && connection.requests() < MOST_REQUESTS;
    }

    private LoadConnection kept() throws Lost {
        synchronized (this) {
            while (!idle.isEmpty()) {
                LoadConnection last = idle.pop();
                if (last.idle().compareTo(LONGEST_IDLE) < 0) {
                    return last;
                }
                last.close();
            }
        }
        return LoadConnection.open(port, PATIENCE);
    }

    /** Few are kept: each occupies a worker. */
    private synchronized void keep(LoadConnection connection) {
        if (idle.size() < MOST_KEPT) {
            idle.push(connection);
        } else {
            connection.close();
        }
    }

    @Override
    public synchronized void close() {
        clock.close();
        idle.forEach(LoadConnection::close);
    }
}
