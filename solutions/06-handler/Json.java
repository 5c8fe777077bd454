import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * JSON (RFC 8259), by Jackson: what came as a tree, what goes out as text.
 *
 * <p>One mapper serves all threads: it is never changed. Its settings are strict, as what two programs read differently
 * is what an attacker looks for. Limits of depth and of the length of a number are Jackson's own.
 */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)      // No digit of a number is lost.
            .build();

    private Json() {}

    /** @throws IOException if the bytes are not one JSON value in UTF-8; its message says where they are not */
    static JsonNode parse(byte[] content) throws IOException {
        try {
            // Jackson would take UTF-16, too. Between programs JSON is UTF-8 (RFC 8259 §8.1).
            JsonNode tree = MAPPER.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
            if (tree.isMissingNode()) {
                throw new IOException("there is no content");
            }
            return tree;
        } catch (CharacterCodingException error) {
            throw new IOException("the content is not UTF-8", error);
        } catch (StreamConstraintsException | NumberFormatException error) {
            throw new IOException("the JSON is nested too deep, or has a number that is too long", error);
        } catch (JsonProcessingException error) {
            throw new IOException("the content is no JSON: see line " + error.getLocation().getLineNr()
                    + ", column " + error.getLocation().getColumnNr(), error);
        }
    }

    /** Whether a member is not there, or is `null`. */
    static boolean isMissing(JsonNode member) {
        return member.isMissingNode() || member.isNull();
    }

    /** Whether a value is text that says something, in characters that can be sent on: half a surrogate pair cannot. */
    static boolean isText(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank() && UTF_8.newEncoder().canEncode(value.textValue());
    }

    /** Whether a value is a whole number from `min` on that a long can hold; `2.0` and `2e0` are 2. */
    static boolean isInteger(JsonNode value, long min) {
        return value.canConvertToExactIntegral() && value.canConvertToLong() && value.longValue() >= min;
    }

    /** Whether two trees are the same value: in whatever order members stand, and `2` is `2.0`. */
    static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals((a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1, other);
    }

    /** A response whose body is a value: a record becomes an object with a member for each component. */
    static Response response(int status, Object value) {
        return Response.of(status, "application/json", write(value) + "\n");
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException error) {
            throw new IllegalArgumentException(error);
        }
    }
}
