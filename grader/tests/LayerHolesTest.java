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

/** What lab 05's onion does with a layer that is not written, or not to its end: the request is answered, and once. */
class LayerHolesTest {

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
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, LayerHolesTest.class.getClassLoader());
        trial = loader.loadClass("reference.Trial");
    }

    private static Object call(String name) throws ReflectiveOperationException {
        return trial.getMethod(name).invoke(null);
    }

    @Test
    void aHoleBeforeNextLetsTheRequestPass() throws ReflectiveOperationException {
        assertEquals("200, asked once", call("before"));
    }

    @Test
    void aHoleBehindNextLetsTheResponsePassAndAsksNobodyAgain() throws ReflectiveOperationException {
        assertEquals("200, asked once", call("behind"));
    }

    @Test
    void aHoleFurtherInGoesOnOutwards() throws ReflectiveOperationException {
        assertEquals("task inner is not written yet, asked once", call("inner"));
    }

    @Test
    void aRefusalPassesHolesOnItsWay() throws ReflectiveOperationException {
        assertEquals("431 431", call("refusal"));
    }

    private static final String TRIAL = """
            package reference;

            import java.nio.ByteBuffer;
            import java.util.concurrent.atomic.AtomicInteger;

            public final class Trial {

                private static final Middleware BEFORE = (request, next) -> {
                    throw new Todo("before");
                };
                private static final Middleware BEHIND = (request, next) -> {
                    next.handle(request);
                    throw new Todo("behind");
                };

                public static String before() throws Exception {
                    return answer(request -> Response.text(200, ""), BEFORE);
                }

                public static String behind() throws Exception {
                    return answer(request -> Response.text(200, ""), BEHIND);
                }

                public static String inner() throws Exception {
                    return answer(request -> {
                        throw new Todo("inner");
                    }, new RequestId(), new Errors());
                }

                private static String answer(Handler end, Middleware... layers) throws Exception {
                    AtomicInteger asked = new AtomicInteger();
                    Handler counted = request -> {
                        asked.incrementAndGet();
                        return end.handle(request);
                    };
                    byte[] head = "GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n".getBytes();
                    String told;
                    try {
                        told = "" + Onion.wrap(counted, layers).handle(new RequestParser(0).receive(ByteBuffer.wrap(head))).status();
                    } catch (Todo todo) {
                        told = todo.getMessage();
                    }
                    return told + ", asked " + (asked.get() == 1 ? "once" : asked + " times");
                }

                public static String refusal() {
                    return refused(false) + " " + refused(true);
                }

                /** @param late whether the hole is met when the response comes back */
                private static int refused(boolean late) {
                    Middleware hole = new Middleware() {
                        @Override
                        public Response handle(Request request, Handler next) {
                            throw new IllegalStateException("there is no request");
                        }

                        @Override
                        public Response refuse(HttpError refusal, Handler next) {
                            if (late) {
                                next.refuse(refusal);
                            }
                            throw new Todo("refuse");
                        }
                    };
                    Handler end = request -> Response.empty(204);
                    return Onion.wrap(end, hole).refuse(Refusal.of(431, "too large")).status();
                }
            }
            """;
}
