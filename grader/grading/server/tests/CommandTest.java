package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.core.console.UserError;
import grader.grading.server.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command is one program: what the shell makes of quotes, substitutions and redirections does not end it. */
class CommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"node server.js", "sh -c 'a; b && c'", "node \"a;\\\" & b.js\"", "node a\\;b.js",
            "java -cp $(cat a | head -1) Main", "java -cp `cat a | head -1` Main", "./server 2>&1", "./server &>log",
            "./server\n"})
    void isOneProgram(String line) {
        assertDoesNotThrow(() -> Program.Command.of(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a; b", "a && b", "a || b", "a | b", "a & b", "a\nb", "a 'b' ; c", "(a; b)"})
    void isNot(String line) {
        assertThrows(UserError.class, () -> Program.Command.of(line));
    }
}
