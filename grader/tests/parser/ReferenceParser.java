package grader.tests.parser;

import grader.lab.Compiler;
import grader.lab.Course;
import grader.lab.Starter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** The reference of lab 03, compiled in a package together with what calls it. Copies may have a text changed. */
public final class ReferenceParser {

    /** In `file`, `text` stands once, and `with` takes its place. */
    public record Change(String file, String text, String with) {}

    private static final Change COUNTS =
            new Change("IncrementalParser.java", "at = Ascii.skip(", "at = Caller.skip(");

    private final Map<String, String> sources;
    private final Path folder;
    private final List<Path> classes;
    private final Constructor<?> constructor;

    private ReferenceParser(Map<String, String> sources, Map<String, String> changed, Path folder, List<Path> below) {
        this.sources = sources;
        this.folder = folder;
        try {
            this.classes = new ArrayList<>(List.of(Files.createTempDirectory(folder, "classes")));
            classes.addAll(below);
            List<Path> classPath = new ArrayList<>(below);
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).forEach(classPath::add);
            Compiler.compile(changed, classes.getFirst(), List.of(), classPath).ifPresent(error -> {
                throw new IllegalStateException(error.toString());
            });
            this.constructor = load();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }

    /** @param folder of the test's own */
    public static ReferenceParser in(Path folder) {
        Map<String, String> sources =
                new TreeMap<>(Compiler.inPackage("reference", Starter.referenceUpTo(Course.here().lab("lab03"))));
        sources.put("Caller.java", CALLER);
        return new ReferenceParser(sources, sources, folder, List.of());
    }

    /**
     * Only the changed files are compiled anew.
     *
     * @throws IllegalStateException if a text does not stand there once, or what comes of it cannot be compiled
     */
    public ReferenceParser with(Change... changes) {
        Map<String, String> all = new TreeMap<>(sources);
        Map<String, String> changed = new TreeMap<>();
        for (Change change : changes) {
            String text = all.get(change.file());
            int at = text.indexOf(change.text());
            if (at < 0 || text.indexOf(change.text(), at + 1) >= 0) {
                throw new IllegalStateException("'" + change.text() + "' has to stand exactly once in " + change.file());
            }
            changed.put(change.file(), text.substring(0, at) + change.with() + text.substring(at + change.text().length()));
            all.putAll(changed);
        }
        return new ReferenceParser(all, changed, folder, classes);
    }

    /** One that counts the bytes which it looks at. */
    public ReferenceParser counting() {
        return with(COUNTS);
    }

    public Connection connection(int maxBody) {
        try {
            return (Connection) constructor.newInstance(maxBody);
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }

    private Constructor<?> load() throws IOException, ReflectiveOperationException {
        List<URL> urls = new ArrayList<>();
        for (Path each : classes) {
            urls.add(each.toUri().toURL());
        }
        @SuppressWarnings("resource")       // The parsers need it for as long as they live; it holds no open file.
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), Connection.class.getClassLoader());
        return loader.loadClass("reference.Caller").getConstructor(int.class);
    }

    private static final String CALLER = """
            package reference;

            import grader.tests.parser.Connection;
            import grader.tests.parser.Seen;
            import java.nio.ByteBuffer;
            import java.util.function.Supplier;
            import java.util.stream.IntStream;

            public final class Caller implements Connection {

                private static final ThreadLocal<long[]> LOOKED = ThreadLocal.withInitial(() -> new long[1]);

                private final RequestParser parser;

                public Caller(int maxBody) {
                    parser = new RequestParser(maxBody);
                }

                @Override
                public Supplier<Seen> receive(ByteBuffer in) throws Refused {
                    try {
                        Request request = parser.receive(in);
                        return request == null ? null : () -> seen(request);
                    } catch (HttpError refusal) {
                        throw new Refused(refusal.status(), refusal.getMessage());
                    }
                }

                private static Seen seen(Request request) {
                    Head head = request.head();
                    Target target = head.target();
                    byte[] content = request.content();
                    return new Seen(head.method(), head.text(), target.path(), target.query(), head.version(), lines(head.fields()),
                            Ascii.text(content, 0, content.length), lines(request.trailers()), request.keepsConnection());
                }

                private static java.util.List<String> lines(Fields fields) {
                    return IntStream.range(0, fields.size()).mapToObj(i -> fields.name(i) + ": " + fields.value(i)).toList();
                }

                static int skip(boolean[] table, byte[] bytes, int from, int to) {
                    int stop = Ascii.skip(table, bytes, from, to);
                    LOOKED.get()[0] += stop - from + (stop < to ? 1 : 0);
                    return stop;
                }

                @Override
                public boolean hasBegun() {
                    return parser.hasBegun();
                }

                @Override
                public boolean expectsContinue() {
                    return parser.expectsContinue();
                }

                @Override
                public Object parser() {
                    return parser;
                }

                @Override
                public long looked() {
                    return LOOKED.get()[0];
                }
            }
            """;
}
