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
import java.util.Locale;
import java.util.Optional;
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
    private final ClientsView view = new ClientsView();
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
        Shape kind = shapes.get(i);
        Shape shape = kind.with(text -> Shape.expanded(text, random));
        String fields = "Authorization: Bearer secret-" + random.nextInt(USERS) + "\r\n"
                + (shape.fields().isEmpty() ? "" : shape.fields().strip().replace("\n", "\r\n") + "\r\n");
        return () -> send(kind, shape, fields);
    }

    /** What its clients see. */
    ClientsView view() {
        return view;
    }

    private void send(Shape kind, Shape shape, String fields) {
        if (shape.how() != Shape.How.BURST) {
            request(kind, shape, fields);
            return;
        }
        List<Thread> all = Stream
                .generate(() -> Thread.startVirtualThread(() -> request(kind, shape, fields)))
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

    private void request(Shape kind, Shape shape, String fields) {
        LoadConnection connection = null;
        long begin = System.nanoTime();
        long connect = -1;
        String came = "reset";
        try {
            connection = shape.how() == Shape.How.KEPT ? kept() : LoadConnection.open(port, PATIENCE);
            connect = connection.requests() == 0 ? System.nanoTime() - begin : -1;
            if (shape.how() == Shape.How.LATE) {
                Thread.sleep(shape.millis());
            }
            begin = System.nanoTime();
            Optional<Response> response = converse(connection, shape, fields);
            came = response.map(one -> one.status() + (one.isWhole() ? "" : " cut off")).orElse("left");
            if (shape.how() == Shape.How.KEPT && response.filter(DrillLoad::keeps).isPresent()
                    && connection.requests() < MOST_REQUESTS) {
                keep(connection);
                connection = null;
            }
        } catch (Lost lost) {
            came = lost.how().name().toLowerCase(Locale.ROOT);
        } catch (IOException lost) {
            // as it is
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        view.add(kind, connect, System.nanoTime() - begin, came);
        if (connection != null) {
            connection.close();
        }
    }

    private static boolean keeps(Response response) {
        return response.isWhole() && !response.saysClose();
    }

    /** Returns the response, unless the client leaves before its end. */
    private static Optional<Response> converse(LoadConnection connection, Shape shape, String fields)
            throws Lost, IOException {
        String[] line = shape.send().split(" ");
        if (shape.how() == Shape.How.LEAVE) {
            connection.send(line[1]);
            connection.readSome(SOME);
            return Optional.empty();
        }
        Duration time = shape.how() == Shape.How.UPLOAD ? Duration.ofMillis(shape.millis()) : Duration.ZERO;
        return Optional.of(connection.exchange(line[0], line[1], fields, shape.content(), time, PATIENCE));
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
