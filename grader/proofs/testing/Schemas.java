package grader.proofs.testing;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;

/** JSON schemas of the course, to validate what it writes. */
public final class Schemas {

    /** That of a result of `grade`. */
    public static final String RESULT = "grader/results/report/result.schema.json";

    private Schemas() {}

    /** @param file relative to the course; without a mention of draft 7 it is JSON Schema 2020-12 */
    public static JsonSchema of(String file) throws IOException {
        String text = Files.readString(Course.here().root().resolve(file));
        return JsonSchemaFactory.getInstance(text.contains("draft-07") ? VersionFlag.V7 : VersionFlag.V202012)
                .getSchema(text);
    }
}
