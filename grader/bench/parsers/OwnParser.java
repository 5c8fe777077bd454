package grader.bench.parsers;

import grader.lab.Compiler;
import grader.lab.Course;
import grader.lab.Problem;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parser of lab 03: compiled in memory, in a package together with the class that calls it. */
final class OwnParser {

    private static final String CALLER = """
            package own;

            import grader.bench.parsers.Parser;
            import java.nio.ByteBuffer;

            public final class Caller implements Parser {

                private final ByteBuffer in;
                private final RequestParser parser = new RequestParser(1024 * 1024);

                public Caller(byte[] bytes) {
                    this.in = ByteBuffer.wrap(bytes);
                }

                @Override
                public void parse(Sink sink, boolean decode) {
                    in.clear();
                    for (Request request = parser.receive(in); request != null; request = parser.receive(in)) {
                        Fields fields = request.head().fields();
                        sink.request(request.head().method(), request.head().text(), fields.size(), request.content().length);
                        if (decode) {
                            for (int i = 0; i < fields.size(); i++) {
                                sink.field(fields.name(i), fields.value(i));
                            }
                        }
                    }
                }
            }
            """;

    private OwnParser() {}

    /** Compiles the parts in `folders`, those of lab 03 and of the labs before it, into the folder `classes`. */
    static void compile(List<Path> folders, Path classes) {
        Map<String, String> sources = new TreeMap<>();
        folders.forEach(folder -> sources.putAll(sources(folder)));
        Map<String, String> all = new TreeMap<>(Compiler.inPackage("own", sources));
        all.put("Caller.java", CALLER);
        String[] jars = System.getProperty("java.class.path").split(File.pathSeparator);
        List<Path> classPath = Arrays.stream(jars).map(Path::of).toList();
        Compiler.compile(all, classes, List.of(), classPath).ifPresent(error -> {
            throw new Problem(error.toString(), "mend it, then measure");
        });
    }

    /** The folders of the reference, or of the learner. */
    static List<Path> folders(boolean mine) {
        Course course = Course.here();
        return course.all().stream().filter(lab -> lab.number() <= 3)
                .map(lab -> mine ? course.labs().resolve(lab.folder()) : lab.reference())
                .toList();
    }

    private static Map<String, String> sources(Path folder) {
        Map<String, String> sources = new TreeMap<>();
        try (var files = Files.newDirectoryStream(folder, "*.java")) {
            for (Path file : files) {
                sources.put(Course.shown(file), Files.readString(file));
            }
        } catch (IOException error) {
            throw Problem.of(error, "reading " + Course.shown(folder));
        }
        return sources;
    }

    static Parser load(Path classes, byte[] bytes) {
        try {
            @SuppressWarnings("resource")       // The parser needs it for as long as it lives.
            ClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, Parser.class.getClassLoader());
            return (Parser) loader.loadClass("own.Caller").getConstructor(byte[].class).newInstance(bytes);
        } catch (MalformedURLException | ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }
}
