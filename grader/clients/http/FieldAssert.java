package grader.clients.http;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a check expects of one field of a response. A failure names the field, says what was expected and what came, and
 * marks the field in the transcript.
 *
 * <p>A field that comes in several lines has one value: theirs, with commas between them (RFC 9110 §5.3).
 */
public final class FieldAssert {

    private final Answer answer;
    private final String name;

    FieldAssert(Answer answer, String name) {
        this.answer = answer;
        this.name = name;
    }

    /** The field comes in exactly one line. */
    public FieldAssert once() {
        if (lines().size() != 1) {
            throw answer.fieldDiffers(name, name + ": one line", "expected one field " + name + came());
        }
        return this;
    }

    /** The field is there, and has this form. Its `toString` says in words what it takes. */
    public FieldAssert matches(Predicate<? super String> form) {
        if (lines().isEmpty() || !form.test(value())) {
            throw differs(form.toString());
        }
        return this;
    }

    /** The combined value; empty if there is no such field. */
    public String value() {
        return String.join(", ", lines());
    }

    /** The failure of a field that is not as these words say. */
    public CheckFailed differs(String expected) {
        return answer.fieldDiffers(name, name + ": " + expected,
                "expected the field " + name + " to be " + expected + came());
    }

    private String came() {
        List<String> lines = lines();
        return switch (lines.size()) {
            case 0 -> ", but it did not come";
            case 1 -> ", got " + lines.getFirst();
            default -> ", got " + lines.size() + " of them: '" + String.join("' and '", lines) + "'";
        };
    }

    private List<String> lines() {
        return answer.values(name);
    }
}
