package grader.teaching.gradebook.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a score: `10 percent` of it, or `5 points` of the lab's 100. */
public record Amount(double value, boolean percent) {

    private static final double WHOLE = 100;
    private static final Pattern FORM = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4})?) (percent|points?)");

    static final String REMEDY = "write 10 percent (of the score) or 5 points (of the lab's 100)";

    static Optional<Amount> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Amount(Double.parseDouble(form.group(1)), form.group(2).equals("percent")))
                : Optional.empty();
    }

    /** In points. */
    double of(double score) {
        return percent ? score * value / WHOLE : value;
    }
}
