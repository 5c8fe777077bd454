package grader.contributing.formatting.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.contributing.formatting.FormatCommand;
import grader.contributing.formatting.JavaFormatter;
import grader.core.course.Course;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `format`: all Java of the repository has one format, and what JBang and the labs need survives it. */
@Tag("first")
class FormatTest {

    private final JavaFormatter formatter = JavaFormatter.of(Course.here());

    @Test
    void allJavaIsFormatted() {
        assertEquals("",
                String.join("\n", FormatCommand.findings(Course.here(), FormatCommand.files(Course.here()), true)));
    }

    @Test
    void directivesTextBlocksAndTaskMarksSurvive() {
        String source = """
                ///usr/bin/env jbang "$0" "$@" ; exit $?
                //JAVA 25+
                //DEPS a:b:1

                import module java.base;

                void main(String[] args) {
                    var text = ""\"
                          kept
                            as it is\\
                        ""\";
                    IO.println(text);
                }

                /** `GET /` (RFC 9110 §9). */
                // task match
                private int match() {
                    return 1;
                }

                private enum Part { SIZE, DATA }
                """;
        assertEquals(source, formatter.format(source));
        assertEquals(source,
                formatter.format(source.replace("    return 1;", "return   1 ;").replace("args) {", "args){")));
    }

    @Test
    void longLinesAreWrappedAndShortOnesStayApart() {
        String call = "x = call(" + "argument, ".repeat(12) + "last);";
        String formatted = formatter.format("class A {\nint x;\nvoid a() {\n" + call + "\n}\n}\n");
        assertTrue(formatted.lines().allMatch(line -> line.length() <= 120), formatted);
        assertEquals(formatted, formatter.format(formatted), "a second run changes nothing");
        String chosen = "class A {\n    String a = \"one\\r\\n\"\n            + \"two\\r\\n\";\n}\n";
        assertEquals(chosen, formatter.format(chosen),
                "line breaks between the lines of a message are the author's");
    }

    @Test
    void theCommandFormatsNamesAndRefuses(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder);
        copy.write("grader/contributing/formatting/profile.xml",
                CourseCopy.content(JavaFormatter.profile(Course.here())));
        String file = "solutions/01-sockets/Listener.java";
        String path = copy.root.resolve(file).toString();
        assertEquals("", format(copy, path).out());
        String good = copy.read(file);
        copy.replace(file, ") {", "){");
        Run check = format(copy, "--check", path);
        assertEquals(1, check.exitCode());
        assertEquals("not formatted: " + path + "; ./jbang format does it\n", check.out());
        assertEquals(0, format(copy, path).exitCode());
        assertEquals(good, copy.read(file));
        assertEquals("", format(copy, path).out());

        copy.write(file, "class Listener {\n    String a = \"" + "x".repeat(120) + "\";\n}\n");
        assertEquals(1, format(copy, path).exitCode());
        assertTrue(format(copy, path).out().contains(":3: longer than 120 columns"), format(copy, path).out());
        copy.write(file, "class  Listener{ int x;\n");
        Run broken = format(copy, path);
        assertEquals(2, broken.exitCode());
        assertTrue(broken.err().contains("reached end of file while parsing; correct it"),
                broken.err());
    }

    private static Run format(CourseCopy copy, String... arguments) {
        return CourseCopy.run(new FormatCommand(copy.root), arguments);
    }
}
