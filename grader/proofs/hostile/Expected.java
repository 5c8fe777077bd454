package grader.proofs.hostile;

import grader.results.recorded.RecordedResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verdict that a hostile submission gets, as its data file says it: points, or a range such as `60 to 97` where
 * they depend on time, `rejected` or `grader error`, and after a colon words that its result has to hold, such as `0:
 * MiB of memory`.
 */
public record Expected(String verdict, String words) {

    private static final String REJECTED = "rejected";
    private static final String GRADER_ERROR = "grader error";
    private static final Pattern FORM =
            Pattern.compile("(\\d+(?: to \\d+)?|" + REJECTED + "|" + GRADER_ERROR + ")(?:: (.+))?", Pattern.DOTALL);

    /** @throws IllegalArgumentException if `text` has another form */
    static Expected of(String text) {
        Matcher form = FORM.matcher(String.valueOf(text));
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no verdict: give points, '" + REJECTED + ": …' or '"
                    + GRADER_ERROR + ": …'");
        }
        return new Expected(form.group(1), form.group(2) == null ? "" : form.group(2));
    }

    /** Whether a result says just this. */
    public boolean fits(RecordedResult result) {
        return isVerdict(verdictOf(result)) && result.tree().toString().contains(words);
    }

    private boolean isVerdict(String got) {
        String[] range = verdict.split(" to ");
        return range.length == 2 && got.matches("\\d+")
                ? Integer.parseInt(range[0]) <= Integer.parseInt(got)
                        && Integer.parseInt(got) <= Integer.parseInt(range[1])
                : verdict.equals(got);
    }

    public boolean isGraderError() {
        return verdict.equals(GRADER_ERROR);
    }

    /** What a result says, without words. */
    public static String verdictOf(RecordedResult result) {
        return result.isGraderError() ? GRADER_ERROR
                : result.problem().isPresent() ? REJECTED : String.valueOf(result.earned());
    }

    @Override
    public String toString() {
        return words.isEmpty() ? verdict : verdict + ": " + words;
    }
}
