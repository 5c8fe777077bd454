package grader.grading.engine.tests;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.commands.GradeCommand;
import grader.core.console.CommandLines;
import grader.core.console.Style;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.Starter;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.results.report.ConsoleReport;
import grader.results.result.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.Arguments;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What the grader says to a wrong call, and to a submission that cannot be graded: one clear line, a remedy, the right
 * exit code.
 */
class GraderInputTest {

    private final Lab lab = Course.here().lab("lab01");

    @TempDir
    Path folder;

    @BeforeEach
    void copySolution() throws IOException {
        for (Map.Entry<String, String> file : Starter.reference(lab).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            lab99                           | unknown lab 'lab99'; the labs are lab01
            ''                              | LAB
            lab01 --flog                    | Unknown option: '--flog'; ./jbang grade --help
            lab01 /no/such/folder           | /no/such/folder is not a folder; give a checkout
            lab01 jbang-catalog.json        | jbang-catalog.json is not a folder; unpack it first
            lab01 --only nothing            | --only nothing: lab01 has no such task or check; ./jbang grade lab01 --list
            lab01 --report pdf=x            | --report pdf=x is not FORMAT=FILE; the formats are classroom50, console, csv, ctrf, exercism, github-annotations, github-classroom, github-summary, gitlab-code-quality, gradescope, html, json, junit-xml
            lab01 --report json=/no/such/x  | the folder /no/such does not exist
            lab01 --parts mine              | --parts
            lab01 --solution --command x    | mutually exclusive
            lab01 --url 127.0.0.1:80        | --url 127.0.0.1:80 is no address of a server; give it as http://HOST:PORT
            lab01 --url http://h:1/path     | --url http://h:1/path is no address of a server; give it as http://HOST:PORT
            lab01 --url http://h:0          | --url http://h:0 is no address of a server; give it as http://HOST:PORT
            lab01 --url http://h:65536      | --url http://h:65536 is no address of a server; give it as http://HOST:PORT
            lab01 labs --solution           | DIR (labs) and --solution both say what to grade; give one of them
            lab01 labs --command x          | DIR (labs) and --command both say what to grade; give one of them
            lab01 labs --url http://h:1     | DIR (labs) and --url both say what to grade; give one of them
            lab01 --solution --parts own    | --parts own says whose sources of earlier labs to take, and --solution leaves no choice; leave one of them out
            lab01 --command x --parts reference | --parts reference says whose sources of earlier labs to take, and --command leaves no choice
            lab01 --url http://h:1 --parts reference | --parts reference says whose sources of earlier labs to take, and --url leaves no choice
            lab01 --command no-such-program | --command 'no-such-program' cannot be run: sh:
            lab01 --command no-such-program | ; install no-such-program, or give its whole path
            lab01 --command README.md       | ; name the program that runs this file, such as: node README.md
            lab01 --command no-such.py      | ; relative paths begin in /
            lab01 --command ./no-such       | ; relative paths begin in /
            lab01 --command ./jbang-catalog.json | ; name the program that runs this file, such as: node ./jbang-catalog.json
            lab01 --command A=1             | ; begin it with env if variables come first: env A=1 …
            lab01 --command ./docs          | ; give a program
            lab01 --command cd              | ; give one program and its arguments; or a script that ends with: exec ./server "$@"
            lab01 --command=                | --command '' names no program; give what starts your server
            lab01 --command x;./y           | --command 'x;./y' is more than one command (;), and the grader starts one program per server; build the server first
            lab01 --command x&&./y          | is more than one command (&&)
            lab01 --command x&              | is more than one command (&)
            lab02 --admin-url http://h:1    | --admin-url goes with --url; a server that the grader starts tells its admin port by itself
            lab01 --url ftp://x             | --url ftp://x is no address of a server; give it as http://HOST:PORT
            lab01 --url http://127.0.0.1:1  | no server listens there; start the server first
            """)
    void aWrongCallIsOneLineAndExitCode2(String call, String message) {
        StringWriter err = new StringWriter();
        CommandLine line = CommandLines.of(new GradeCommand(Path.of(""))).setErr(new PrintWriter(err, true));
        int code = line.execute(call.isEmpty() ? new String[0] : call.split(" "));
        assertEquals(2, code);
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            Listener.java   | socket.close();          | socket.close()           | Listener.java:LINE: ';' expected
            lab01.java      | //SOURCES [!.]*.java     | //SOURCES ../../*.java   | lab01.java:3: //SOURCES ../../*.java leaves the lab's folder
            lab01.java      | //JAVA 25+               | //DEPS org.x:y:1         | lab01.java:2: //DEPS is not allowed in lab01
            ResponseBytes.java      | import static            | import com.sun.net.httpserver.*; import static | ResponseBytes.java:1: package com.sun.net.httpserver is not visible
            ResponseBytes.java      | import static            | import java.net.http.*; import static | ResponseBytes.java:1: package java.net.http is not visible
            """)
    void aSubmissionThatCannotBeGradedIsToldWithItsPlace(String file, String old, String fresh, String message)
            throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        int at = text.indexOf(old);
        Files.writeString(path, text.substring(0, at) + fresh + text.substring(at + old.length()));
        expectProblem(message.replace("LINE", String.valueOf(text.substring(0, at).lines().count())));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage(" is empty", text -> " \n".getBytes(UTF_8)),
                damage(" is larger than 1 MiB", text -> "// x\n".repeat(300_000).getBytes(UTF_8)),
                damage(":1: this is not UTF-8", text -> "// caf\u00e9\n".getBytes(ISO_8859_1)),
                damage(":1: this is UTF-16, not UTF-8", text -> text.getBytes(UTF_16)),
                damage(":1: a byte order mark (BOM) is before the text", text -> ("\uFEFF" + text).getBytes(UTF_8)),
                damage(":3: '<<<<<<< HEAD' is left of a merge that was not finished",
                        text -> text.replaceFirst("\n", "\n\n<<<<<<< HEAD\n").getBytes(UTF_8)),
                damage(":2: a package", text -> ("// of package a;\npackage sockets;\n" + text).getBytes(UTF_8)));
    }

    private static Arguments damage(String message, Function<String, byte[]> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aFileThatCannotBeGradedIsNamed(String message, Function<String, byte[]> damage) throws IOException {
        change("Listener.java", damage);
        expectProblem("Listener.java" + message);
    }

    @Test
    void aDeletedFileIsNamed() throws IOException {
        Files.delete(folder.resolve("ResponseBytes.java"));
        expectProblem("ResponseBytes.java is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Listener (1).java", "Listener - Copy.java"})
    void aCopyIsNamed(String copy) throws IOException {
        Files.copy(folder.resolve("Listener.java"), folder.resolve(copy));
        expectProblem(copy + ":1: this is a second Listener.java");
        Files.delete(folder.resolve("Listener.java"));
        expectProblem("rename '" + copy + "' to it");
    }

    /** Marks in a comment and a text block are no marks of a merge. */
    @Test
    void whatPlatformsLeaveDoesNotMatter() throws IOException {
        change("Listener.java", text -> (text + "/*\n<<<<<<< HEAD\npackage a;\n*/\n").getBytes(UTF_8));
        for (String name : List.of("._Listener.java", ".#Listener.java", "#Listener.java#", "Listener.java~",
                "Listener.java.orig", "Thumbs.db", "desktop.ini", ".DS_Store")) {
            Files.write(folder.resolve(name), new byte[] {0, 5, 22, 7});
        }
        Settings settings =
                new Settings(lab, Optional.of(folder), Optional.of("listens"), "i0", false, false, Optional.empty());
        Result result = new Grading(settings, ignored -> {}).grade();
        assertEquals(0, result.exitCode(), () -> ConsoleReport.of(result, Style.PLAIN));
    }

    private void change(String file, Function<String, byte[]> change) throws IOException {
        Files.write(folder.resolve(file), change.apply(Files.readString(folder.resolve(file))));
    }

    @Test
    void namesThatDifferInCapitalLettersOnlyClash() throws IOException {
        Files.writeString(folder.resolve("responsebytes.java"), "class Other {}");
        expectProblem("responsebytes.java and ResponseBytes.java differ in capital letters only");
    }

    /** Not a wrong call: what was handed in is wrong, and each report says so. */
    @ParameterizedTest
    @ValueSource(strings = {"link", "dead link", "file"})
    void whatIsInThePlaceOfTheLabsFolderIsRejected(String kind) throws IOException {
        Path labs = Files.createDirectories(folder.resolve("checkout/labs"));
        Path place = labs.resolve(lab.folder());
        switch (kind) {
            case "link" -> Files.createSymbolicLink(place, folder);
            case "dead link" -> Files.createSymbolicLink(place, folder.resolve("nowhere"));
            default -> Files.writeString(place, "x");
        }
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(new GradeCommand(Path.of(""))).setOut(new PrintWriter(out, true));
        List<String> call = new ArrayList<>(List.of("lab01", labs.getParent().toString()));
        List<String> formats = List.of("json", "csv", "junit-xml", "html", "github-summary");
        formats.forEach(format -> call.addAll(List.of("--report", format + "=" + folder.resolve(format))));
        assertEquals(1, line.execute(call.toArray(String[]::new)), out::toString);
        assertTrue(out.toString().contains(lab.folder() + " is a "), out::toString);
        for (String format : formats) {
            assertTrue(Files.size(folder.resolve(format)) > 0, format);
        }
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Files.move(folder.resolve("ResponseBytes.java"), folder.resolve("Other.java"));
        Files.createSymbolicLink(folder.resolve("ResponseBytes.java"), Path.of("Other.java"));
        expectProblem("ResponseBytes.java is missing or a link");
    }

    private void expectProblem(String message) {
        Settings settings =
                new Settings(lab, Optional.of(folder), Optional.empty(), "i0", false, false, Optional.empty());
        Result result = new Grading(settings, ignored -> {}).grade();
        String text = ConsoleReport.of(result, Style.PLAIN);
        assertEquals(1, result.exitCode(), text);
        assertEquals(0, result.earned(), text);
        assertTrue(result.problem().isPresent() && text.contains(message),
                () -> "'" + message + "' is missing in:\n" + text);
        assertFalse(text.contains("\tat "), text);
    }
}
