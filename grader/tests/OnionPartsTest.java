package grader.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.lab.Compiler;
import grader.lab.Course;
import grader.lab.Starter;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no wire shows of lab 05's reference: its buckets at any time and with two threads, and layers that are not written. */
class OnionPartsTest {

    @TempDir
    static Path folder;

    private static Class<?> trial;

    @BeforeAll
    static void compile() throws Exception {
        Map<String, String> sources = new TreeMap<>(Compiler.inPackage("reference", Starter.referenceUpTo(Course.here().lab("lab05"))));
        sources.put("Trial.java", TRIAL);
        List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
        Compiler.compile(sources, folder, List.of(), classPath).ifPresent(error -> {
            throw new IllegalStateException(error.toString());
        });
        @SuppressWarnings("resource")       // It is needed for as long as the tests run, and holds no open file.
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, OnionPartsTest.class.getClassLoader());
        trial = loader.loadClass("reference.Trial");
    }

    private static Object call(String name) throws ReflectiveOperationException {
        return trial.getMethod(name).invoke(null);
    }

    @Test
    void aBucketTellsAWaitThatIsLongEnoughAndNoLonger() throws ReflectiveOperationException {
        assertEquals("", call("waits"));
    }

    @Test
    void onlyOneThreadIsAtTheBucketsAtATime() throws ReflectiveOperationException {
        assertEquals("200 and 429, at once 1", call("crowd"));
    }

    @Test
    void whoWasNotSeenForLongestIsForgotten() throws ReflectiveOperationException {
        assertEquals("A200 A429 B200 A429 C200 A429 B200 A429 C200 ", call("forgotten"));
    }

    @Test
    void aLayerThatIsNotWrittenLetsPassOnceAndAnotherOnesHoleGoesOnOutwards() throws ReflectiveOperationException {
        assertEquals("200 200 204 task inner is not written yet, asked 1 1 0 1", call("holes"));
    }

    private static final String TRIAL = """
            package reference;

            import java.nio.ByteBuffer;
            import java.util.Random;
            import java.util.concurrent.atomic.AtomicInteger;
            import java.util.concurrent.atomic.AtomicReference;

            public final class Trial {

                private static final Handler OK = request -> Response.text(200, "");

                private static Request from(String client) {
                    byte[] head = "GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n".getBytes();
                    return new RequestParser(0).receive(ByteBuffer.wrap(head)).with(Request.CLIENT, client);
                }

                /** Rates from a thousandth to a thousand a second, at any time, also where the clock turns from positive to negative. */
                public static String waits() {
                    Random random = new Random(5);
                    for (int i = 0; i < 50_000; i++) {
                        double rate = Math.pow(10, random.nextDouble(-3, 3));
                        int burst = random.nextInt(1, 5);
                        long now = random.nextBoolean() ? Long.MAX_VALUE - random.nextInt(1_000_000) : random.nextLong();
                        Bucket bucket = new Bucket(rate, burst, now);
                        for (int token = 0; token < burst; token++) {
                            if (bucket.take(now) != 0) {
                                return "a full bucket has fewer than " + burst;
                            }
                        }
                        now += random.nextLong((long) (1e9 / rate));
                        long wait = bucket.take(now);
                        now += wait * 99 / 100;
                        if (wait > 1000 && bucket.take(now) == 0) {
                            return "at " + rate + " a second there was one before " + wait + " ns";
                        }
                        now += wait - wait * 99 / 100 + 1;      // 1 for what doubles round
                        if (wait > 1000 && bucket.take(now) != 0) {
                            return "at " + rate + " a second there was none after " + wait + " ns";
                        }
                    }
                    return "";
                }

                /** Two threads ask for a token; while the first looks at the clock, the second comes as far as it can. */
                public static String crowd() throws Exception {
                    AtomicInteger looking = new AtomicInteger();
                    AtomicInteger most = new AtomicInteger();
                    AtomicReference<Thread> second = new AtomicReference<>();
                    RateLimit limit = new RateLimit(1, 1, 10, () -> {
                        most.accumulateAndGet(looking.incrementAndGet(), Math::max);
                        Thread other = second.get();
                        if (other != null && other.getState() == Thread.State.NEW) {
                            other.start();
                            while (most.get() < 2 && other.getState() == Thread.State.RUNNABLE) {
                                Thread.yield();
                            }
                        }
                        looking.decrementAndGet();
                        return 5;
                    });
                    Request request = from("1.2.3.4");
                    limit.handle(from("4.3.2.1"), OK);      // All classes are loaded then.
                    AtomicInteger status = new AtomicInteger();
                    second.set(new Thread(() -> {
                        try {
                            status.set(limit.handle(request, OK).status());
                        } catch (Exception fault) {
                            fault.printStackTrace();
                        }
                    }));
                    int first = limit.handle(request, OK).status();
                    second.get().join();
                    return first + " and " + status + ", at once " + most;
                }

                /** One request each, and two clients are remembered. */
                public static String forgotten() throws Exception {
                    RateLimit limit = new RateLimit(1, 1, 2, () -> 5);
                    StringBuilder seen = new StringBuilder();
                    for (String client : "A A B A C A B A C".split(" ")) {
                        seen.append(client).append(limit.handle(from(client), OK).status()).append(' ');
                    }
                    return seen.toString();
                }

                /** Holes before `next`, behind it, instead of it, and further in; and how often the handler was asked. */
                public static String holes() throws Exception {
                    StringBuilder told = new StringBuilder();
                    StringBuilder asked = new StringBuilder();
                    Middleware before = (request, next) -> {
                        throw new Todo("before");
                    };
                    Middleware behind = (request, next) -> {
                        next.handle(request);
                        throw new Todo("behind");
                    };
                    Middleware instead = (request, next) -> Response.empty(204);
                    for (Middleware layer : new Middleware[] {before, behind, instead}) {
                        AtomicInteger count = new AtomicInteger();
                        Handler core = request -> {
                            count.incrementAndGet();
                            return Response.text(200, "");
                        };
                        told.append(Onion.wrap(core, layer).handle(from("A")).status()).append(' ');
                        asked.append(' ').append(count);
                    }
                    AtomicInteger count = new AtomicInteger();
                    Handler hole = request -> {
                        count.incrementAndGet();
                        throw new Todo("inner");
                    };
                    try {
                        Onion.wrap(hole, new RequestId(), new Errors()).handle(from("A"));
                    } catch (Todo todo) {
                        told.append(todo.getMessage());
                    }
                    return told + ", asked" + asked + " " + count;
                }
            }
            """;
}
