package grader.tests.limits;

import grader.lab.Compiler;
import grader.lab.Course;
import grader.lab.Starter;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rate limit of lab 05's reference, compiled in a package together with what calls it. */
public final class ReferenceLimiter {

    private final Map<String, String> sources;
    private final Path folder;
    private final List<Path> classes;
    private final Constructor<?> constructor;

    private ReferenceLimiter(Map<String, String> sources, Map<String, String> changed, Path folder, List<Path> below) throws Exception {
        this.sources = sources;
        this.folder = folder;
        this.classes = new ArrayList<>(List.of(Files.createTempDirectory(folder, "classes")));
        classes.addAll(below);
        List<Path> classPath = new ArrayList<>(below);
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).forEach(classPath::add);
        Compiler.compile(changed, classes.getFirst(), List.of(), classPath).ifPresent(error -> {
            throw new IllegalStateException(error.toString());
        });
        this.constructor = load();
    }

    /** @param folder of the test's own */
    public static ReferenceLimiter in(Path folder) throws Exception {
        Map<String, String> sources =
                new TreeMap<>(Compiler.inPackage("reference", Starter.referenceUpTo(Course.here().lab("lab05"))));
        sources.put("Caller.java", CALLER);
        return new ReferenceLimiter(sources, sources, folder, List.of());
    }

    /** A copy where `text`, which stands in `file` once, is changed; only that file is compiled anew. */
    public ReferenceLimiter with(String file, String text, String with) throws Exception {
        String source = sources.get(file);
        int at = source.indexOf(text);
        if (at < 0 || source.indexOf(text, at + 1) >= 0) {
            throw new IllegalStateException("'" + text + "' has to stand exactly once in " + file);
        }
        return new ReferenceLimiter(sources, Map.of(file, source.replace(text, with)), folder, classes);
    }

    private Constructor<?> load() throws IOException, ReflectiveOperationException {
        List<URL> urls = new ArrayList<>();
        for (Path each : classes) {
            urls.add(each.toUri().toURL());
        }
        @SuppressWarnings("resource")       // The limiters need it for as long as they live; it holds no open file.
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), Limiter.class.getClassLoader());
        return loader.loadClass("reference.Caller").getConstructor(double.class, int.class, int.class);
    }

    public Limiter limiter(double rate, int burst, int mostClients) {
        try {
            return (Limiter) constructor.newInstance(rate, burst, mostClients);
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }

    private static final String CALLER = """
            package reference;

            import grader.tests.limits.Limiter;
            import java.lang.reflect.Field;
            import java.util.Map;

            public final class Caller implements Limiter {

                private final ThreadLocal<Long> now = ThreadLocal.withInitial(() -> 0L);
                private final RateLimit limit;

                public Caller(double rate, int burst, int mostClients) {
                    limit = new RateLimit(rate, burst, mostClients, now::get);
                }

                @Override
                public long ask(String address, long time) {
                    now.set(time);
                    Request request = new Request(null, null, null, Map.of(Request.CLIENT, address));
                    try {
                        Response response = limit.handle(request, passed -> Response.empty(200));
                        return response.status() == 200 ? 0 : Long.parseLong(response.field("Retry-After"));
                    } catch (Exception error) {
                        throw new IllegalStateException(error);
                    }
                }

                @Override
                public int remembered() {
                    try {
                        for (Field field : RateLimit.class.getDeclaredFields()) {
                            field.setAccessible(true);
                            if (field.get(limit) instanceof Map<?, ?> clients) {
                                return clients.size();
                            }
                        }
                    } catch (IllegalAccessException error) {
                        throw new IllegalStateException(error);
                    }
                    throw new IllegalStateException("RateLimit has no map of clients");
                }
            }
            """;
}
