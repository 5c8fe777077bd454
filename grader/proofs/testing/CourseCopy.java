package grader.proofs.testing;

import docs.studio.terminal.CourseCommand;
import grader.commands.GradeCommand;
import grader.core.console.CommandLines;
import grader.core.console.Style;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.Starter;
import grader.core.starter.Starters;
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

/**
 * A checkout in a test's own folder, with lab 01 or the first few labs and fresh starters; the commands run in it as a
 * learner would.
 */
public final class CourseCopy {

    /** How a command ended and what it wrote. */
    public record Run(int exitCode, String out, String err) {}

    private static final Course REAL = Course.here();
    /** By the number of labs; made once, for all tests. */
    private static final Map<Integer, Map<String, String>> STARTERS = new HashMap<>();

    public final Path root;
    public final Course course;
    public final Lab lab;

    public CourseCopy(Path folder) {
        this(folder, 1);
    }

    /** A checkout with the first few labs. */
    public CourseCopy(Path folder, int labs) {
        root = folder;
        for (String file : List.of("jbang-catalog.json", "docs/studio/stops.yaml")) {
            write(file, content(REAL.root().resolve(file)));
        }
        REAL.all().subList(0, labs).forEach(this::copyReference);
        course = Course.around(root);
        lab = course.lab("lab01");
        writeStarters(labs);
    }

    private void copyReference(Lab each) {
        try (var files = Files.list(each.reference())) {
            files.forEach(file -> write("solutions/" + each.folder() + "/" + file.getFileName(), content(file)));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private void writeStarters(int labs) {
        synchronized (STARTERS) {
            STARTERS.computeIfAbsent(labs, ignored -> {
                Map<String, String> starters = new HashMap<>();
                List<Path> written = new Starters(course).renew(false).written();
                written.forEach(file -> starters.put(root.relativize(file).toString(), content(file)));
                starters.put("labs/.starters", read("labs/.starters"));
                return starters;
            }).forEach(this::write);
        }
    }

    /** Writes the reference's files of a lab into the learner's folder, as if they had been written there. */
    public void solve(String lab) {
        Lab solved = course.lab(lab);
        Starter.reference(solved).forEach((name, text) -> write("labs/" + solved.folder() + "/" + name, text));
    }

    public Run course(String... arguments) {
        return run(new CourseCommand(root, Style.PLAIN), arguments);
    }

    public Run grade(String... arguments) {
        return run(new GradeCommand(root), arguments);
    }

    public Run starters(String... arguments) {
        return run(new starters(root), arguments);
    }

    public static Run run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.of(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    public String read(String file) {
        return content(root.resolve(file));
    }

    public void write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /**
     * Writes a `./jbang` with these branches of a `case $1`, and with `grade`. JBang itself would first compile what
     * this process has already.
     */
    public void jbang(String branches) {
        write("jbang", """
                #!/bin/sh
                case $1 in
                  grade) shift; exec %s "$@" ;;
                  %s
                esac
                """.formatted(ToolProcess.inShell("grader.grade"), branches));
        if (!root.resolve("jbang").toFile().setExecutable(true)) {
            throw new AssertionError("jbang cannot be made executable");
        }
    }

    public void append(String file, String text) {
        write(file, read(file) + text);
    }

    public void replace(String file, String old, String fresh) {
        String text = read(file);
        if (!text.contains(old)) {
            throw new AssertionError(file + " does not hold " + old);
        }
        write(file, text.replace(old, fresh));
    }

    public boolean exists(String file) {
        return Files.exists(root.resolve(file));
    }

    public void delete(String file) {
        try {
            Files.delete(root.resolve(file));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Whether a file below labs/ holds just this text: nothing of a learner's work may ever be lost. */
    public boolean isKeptSomewhere(String text) {
        try (var files = Files.walk(course.labs())) {
            return files.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".gz"))
                    .anyMatch(file -> content(file).equals(text));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    public static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
