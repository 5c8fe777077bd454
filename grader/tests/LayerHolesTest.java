package grader.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.lab.PackagedParts;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lab 05's onion does with a layer that is not written, or not to its end: the request is answered, and once. */
class LayerHolesTest {

    @TempDir
    static Path folder;

    private static PackagedParts.Maker<Callable<String>> trials;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void compile() {
        var makers = PackagedParts.ofReference(5, TRIAL, folder).maker(Callable.class, String.class);
        trials = values -> (Callable<String>) makers.make(values);
    }

    private static String call(String name) throws Exception {
        return trials.make(name).call();
    }

    @Test
    void aHoleBeforeNextLetsTheRequestPass() throws Exception {
        assertEquals("200, asked once", call("before"));
    }

    @Test
    void aHoleBehindNextLetsTheResponsePassAndAsksNobodyAgain() throws Exception {
        assertEquals("200, asked once", call("behind"));
    }

    @Test
    void aHoleFurtherInGoesOnOutwards() throws Exception {
        assertEquals("task inner is not written yet, asked once", call("inner"));
    }

    @Test
    void aRefusalPassesHolesOnItsWay() throws Exception {
        assertEquals("431 431", call("refusal"));
    }

    private static final String TRIAL = """
            package parts;

            import java.nio.ByteBuffer;
            import java.util.concurrent.Callable;
            import java.util.concurrent.atomic.AtomicInteger;

            public record Caller(String name) implements Callable<String> {

                private static final Middleware BEFORE = (request, next) -> {
                    throw new Todo("before");
                };
                private static final Middleware BEHIND = (request, next) -> {
                    next.handle(request);
                    throw new Todo("behind");
                };

                @Override
                public String call() throws Exception {
                    return switch (name) {
                        case "before" -> before();
                        case "behind" -> behind();
                        case "inner" -> inner();
                        default -> refusal();
                    };
                }

                private static String before() throws Exception {
                    return answer(request -> Response.text(200, ""), BEFORE);
                }

                private static String behind() throws Exception {
                    return answer(request -> Response.text(200, ""), BEHIND);
                }

                private static String inner() throws Exception {
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

                private static String refusal() {
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
                    return Onion.wrap(end, hole).refuse(new HttpError(431, "too large")).status();
                }
            }
            """;
}
