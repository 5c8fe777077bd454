package grader.results.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import grader.core.console.UserError;
import grader.proofs.testing.Schemas;
import grader.results.report.Classroom50Report;
import grader.results.result.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats in JSON follow their schemas, and say the same of points and of success as the exit code. */
class FormatSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"classroom50, classroom50", "ctrf, ctrf", "exercism, exercism", "github-classroom, github-classroom",
            "gitlab-code-quality, gitlab-code-quality", "gradescope, gradescope", "json, ../result"})
    void everyResultFollowsTheSchema(String format, String name) throws IOException {
        JsonSchema schema = Schemas.of("grader/results/report/schemas/" + name + ".schema.json");
        for (Result result : SampleResults.all()) {
            JsonNode json = json(result, format);
            boolean scoreless = format.equals("gradescope") && result.exitCode() == 2;
            assertEquals(scoreless, !schema.validate(json).isEmpty(), () -> schema.validate(json) + "\n" + json);
        }
        assertFalse(schema.validate(JSON.readTree("[7]")).isEmpty(), "it rejects something");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctrf", "exercism", "github-classroom"})
    void isGoodExactlyIfTheExitCodeIs0(String format) throws IOException {
        for (Result result : SampleResults.all()) {
            JsonNode json = json(result, format);
            boolean good = format.equals("ctrf")
                    ? json.at("/results/summary/failed").asInt() + json.at("/results/summary/other").asInt() == 0
                    : json.path("status").asText().equals("pass");
            assertEquals(result.exitCode() == 0, good, json::toString);
        }
    }

    @Test
    void pointsOfChecksAddUpToTheScore() throws IOException {
        Result result = SampleResults.recorded();
        assertEquals(76, result.earned());
        JsonNode gradescope = json(result, "gradescope");
        assertEquals(76, gradescope.path("score").asInt());
        assertEquals(76, sum(gradescope.path("tests"), "score"));
        assertEquals(100, sum(gradescope.path("tests"), "max_score"));
        assertEquals("5.2", gradescope.at("/tests/20/number").asText(), gradescope.at("/tests/20")::toString);
        JsonNode classroom = json(result, "classroom50");
        assertEquals(76, classroom.path("score").asInt());
        assertEquals(100, classroom.path("max-score").asInt());
        assertEquals(76, sum(classroom.path("tests"), "score"));
        assertEquals(100, sum(classroom.path("tests"), "max-score"));
        JsonNode old = json(result, "github-classroom");
        assertEquals(76, sum(old.path("tests"), "score"));
        assertEquals(100, old.path("max_score").asInt());
        assertEquals(Set.of(1, 2, 3, 4, 5, 6), Set.copyOf(StreamSupport.stream(
                json(result, "exercism").path("tests").spliterator(), false)
                .map(test -> test.path("task_id").asInt())
                .toList()));
    }

    /** Whatever such a file is given to, it must not become a zero. */
    @Test
    void aGraderErrorHasNoScore() throws IOException {
        for (Result result : SampleResults.all()) {
            if (result.exitCode() == 2) {
                assertFalse(json(result, "gradescope").has("score") || json(result, "gradescope").has("tests"));
                assertEquals(0, json(result, "github-classroom").path("max_score").asInt());
                assertEquals(0, json(result, "classroom50").path("max-score").asInt());
                assertEquals("error", json(result, "exercism").path("status").asText());
                assertFalse(json(result, "ctrf").at("/results/environment/healthy").asBoolean());
            }
        }
    }

    @Test
    void classroom50NamesWhatItsRunnerDidNotSet() {
        UserError error = assertThrows(UserError.class, () -> Classroom50Report.of(SampleResults.recorded(),
                Map.of("CLASSROOM", "a", "OWNER", "b"), Instant.EPOCH));
        assertTrue(error.getMessage().contains("ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL"),
                error.getMessage());
    }

    private static int sum(JsonNode tests, String member) {
        int sum = 0;
        for (JsonNode test : tests) {
            sum += test.path(member).asInt();
        }
        return sum;
    }

    private static JsonNode json(Result result, String format) throws IOException {
        String text = SampleResults.written(result).get(format);
        return JSON.readTree(!format.equals("github-classroom") ? text
                : new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8));
    }
}
