package grader.core.source;

import grader.core.console.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A passage of Java, of one token at least, to be found in a source by its tokens: white space, line breaks and
 * comments do not count. So it still matches after the source was formatted. It may begin and end anywhere between two
 * tokens.
 */
public record Passage(String text) {

    public Passage {
        if (tokens(text).isEmpty()) {
            throw new UserError("'" + text.strip() + "' holds no Java but comments", "name the code around it, too");
        }
    }

    /** A token, and where it is in its text. */
    private record Token(String text, int start, int end) {}

    /**
     * A place in a source: offsets, the second exclusive.
     *
     * @param differing how many tokens there are not those of the passage
     */
    public record Match(int start, int end, int differing) {

        /** The line that it begins in, from 1. */
        public long line(String source) {
            return 1 + source.substring(0, start).chars().filter(c -> c == '\n').count();
        }

        public String text(String source) {
            return source.substring(start, end);
        }
    }

    /**
     * Comments and white space, then tokens: text blocks, strings, characters, names and numbers, any other character.
     */
    private static final Pattern TOKEN = Pattern.compile(
            """
            //[^\\n]*|/\\*(?s:.*?)\\*/|\\s+\
            |(?<token>\"""(?s:.*?)(?<!\\\\)\"""|"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])+'|[\\p{L}\\p{N}_$]+|.)""");

    /** The tokens of a text, in order. */
    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher found = TOKEN.matcher(text);
        while (found.find()) {
            if (found.group("token") != null) {
                tokens.add(new Token(found.group(), found.start(), found.end()));
            }
        }
        return tokens;
    }

    /** The texts of the tokens of a text, in order. */
    public static List<String> words(String text) {
        return tokens(text).stream().map(Token::text).toList();
    }

    /** All places in `source` that match. */
    public List<Match> in(String source) {
        return windows(source).stream().filter(match -> match.differing() == 0).toList();
    }

    /** The place that differs in the fewest tokens; empty only if the source is shorter than the passage. */
    public Optional<Match> nearest(String source) {
        return windows(source).stream().min((one, other) -> Integer.compare(one.differing(), other.differing()));
    }

    private List<Match> windows(String source) {
        List<Token> own = tokens(text);
        List<Token> all = tokens(source);
        return IntStream.rangeClosed(0, all.size() - own.size()).mapToObj(first -> {
            int differing = (int) IntStream.range(0, own.size())
                    .filter(i -> !own.get(i).text().equals(all.get(first + i).text()))
                    .count();
            return new Match(all.get(first).start(), all.get(first + own.size() - 1).end(), differing);
        }).toList();
    }
}
