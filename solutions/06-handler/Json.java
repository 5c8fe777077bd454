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
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads JSON (RFC 8259) as a tree and writes values as text, with Jackson.
 *
 * <p>One mapper serves all threads, and it is never changed. Its settings are strict, because attackers look for input
 * that two programs read differently. The limits on nesting depth and on the length of a number are Jackson's defaults.
 */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)      // No digit of a number is lost.
            .build();

    private Json() {}

    /**
     * Parses one JSON value.
     *
     * @throws IOException if the bytes are not one JSON value in UTF-8; the message says what is wrong, and where if it
     *         is a syntax error
     */
    static JsonNode parse(byte[] content) throws IOException {
        try {
            // Jackson would accept UTF-16, too. Between systems, JSON must be UTF-8 (RFC 8259 §8.1).
            JsonNode tree = MAPPER.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
            if (tree.isMissingNode()) {
                throw new IOException("there is no content");
            }
            return tree;
        } catch (CharacterCodingException error) {
            throw new IOException("the content is not UTF-8", error);
        } catch (StreamConstraintsException | NumberFormatException error) {
            throw new IOException("the JSON is nested too deeply, or has a number that is too long", error);
        } catch (JsonProcessingException error) {
            throw new IOException("the content is not JSON: see line " + error.getLocation().getLineNr()
                    + ", column " + error.getLocation().getColumnNr(), error);
        }
    }

    /** Returns whether a member is absent or `null`. */
    static boolean isMissing(JsonNode member) {
        return member.isMissingNode() || member.isNull();
    }

    /** Returns whether a value is text that is not blank and can be encoded: half a surrogate pair cannot. */
    static boolean isText(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank() && UTF_8.newEncoder().canEncode(value.textValue());
    }

    /** Returns whether a value is a whole number, `min` or greater, that fits in a long. `2.0` and `2e0` are 2. */
    static boolean isInteger(JsonNode value, long min) {
        return value.canConvertToExactIntegral() && value.canConvertToLong() && value.longValue() >= min;
    }

    /** Returns a text that is the same for two trees if they are the same value: for `2` and `2.0`, in any order. */
    static String canonical(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toString();
        }
        if (value.isArray()) {
            return value.valueStream().map(Json::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        return value.isObject() ? value.propertyStream()
                .sorted(Map.Entry.comparingByKey())
                .map(member -> write(member.getKey()) + ":" + canonical(member.getValue()))
                .collect(Collectors.joining(",", "{", "}")) : write(value);
    }

    /** Returns a response with a value as its body. A record becomes an object with a member for each component. */
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
