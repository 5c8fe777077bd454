package grader.tests;

import docs.studio.terminal.CourseCommand;
import docs.studio.terminal.Style;
import grader.commands.GradeCommand;
import grader.lab.CommandLines;
import grader.lab.Course;
import grader.lab.Lab;
import grader.lab.Starters;
import grader.starters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small checkout in a test's own folder, with lab 01 and fresh starters, and the commands run in it as a learner would. */
final class CourseCopy {

    /** How a command ended and what it wrote. */
    record Run(int exitCode, String out, String err) {}

    private static final Course REAL = Course.here();
    private static final Map<String, String> STARTERS = new HashMap<>();      // made once, for all tests

    final Path root;
    final Course course;
    final Lab lab;

    CourseCopy(Path folder) {
        root = folder;
        for (String file : List.of("jbang-catalog.json", "docs/studio/stops.yaml")) {
            write(file, content(REAL.root().resolve(file)));
        }
        try (var files = Files.list(REAL.solutions().resolve("01-sockets"))) {
            files.forEach(file -> write("solutions/01-sockets/" + file.getFileName(), content(file)));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        course = Course.around(root);
        lab = course.lab("lab01");
        writeStarters();
    }

    private void writeStarters() {
        synchronized (STARTERS) {
            if (STARTERS.isEmpty()) {
                List<Path> written = new Starters(course).renew(false).written();
                written.forEach(file -> STARTERS.put(root.relativize(file).toString(), content(file)));
                STARTERS.put("labs/.starters", read("labs/.starters"));
            }
        }
        STARTERS.forEach(this::write);
    }

    Run course(String... arguments) {
        return run(new CourseCommand(root, Style.PLAIN), arguments);
    }

    Run grade(String... arguments) {
        return run(new GradeCommand(root), arguments);
    }

    Run starters(String... arguments) {
        return run(new starters(root), arguments);
    }

    private static Run run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.of(command)
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    String read(String file) {
        return content(root.resolve(file));
    }

    void write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    void append(String file, String text) {
        write(file, read(file) + text);
    }

    void replace(String file, String old, String fresh) {
        String text = read(file);
        if (!text.contains(old)) {
            throw new AssertionError(file + " does not hold " + old);
        }
        write(file, text.replace(old, fresh));
    }

    boolean exists(String file) {
        return Files.exists(root.resolve(file));
    }

    void delete(String file) {
        try {
            Files.delete(root.resolve(file));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Whether a file below labs/ holds just this text: nothing of a learner's work may ever be lost. */
    boolean isKeptSomewhere(String text) {
        try (var files = Files.walk(course.labs())) {
            return files.filter(Files::isRegularFile).anyMatch(file -> content(file).equals(text));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
