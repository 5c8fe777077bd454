package grader.checks.lab04;

import grader.grading.engine.Rig;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Twenty-six random words, one for each letter, so that routes and paths can be written as `/a/{x}/b`.
 *
 * <p>A lower-case letter that stands alone is a word; longer runs of letters and digits, and percent-escapes, stay as
 * they are.
 */
final class Words {

    private static final Pattern PARTS = Pattern.compile("%[0-9A-Za-z]{0,2}|[0-9A-Za-z]+");

    private final List<String> words;

    Words(Rig rig) {
        this.words = Stream.generate(rig::word).distinct().limit(26).toList();
    }

    String in(String text) {
        return PARTS.matcher(text).replaceAll(part -> Matcher.quoteReplacement(word(part.group())));
    }

    private String word(String part) {
        return part.matches("[a-z]") ? words.get(part.charAt(0) - 'a') : part;
    }
}
