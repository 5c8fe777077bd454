//JAVA 25+
//SOURCES ../../../libraries/Similarity.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -Xmx1g -Xss16m -XX:+UseSerialGC -XX:TieredStopAtLevel=1

package grader.teaching.similarity.jplag;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.Match;
import de.jplag.ParsingException;
import de.jplag.Submission;
import de.jplag.SubmissionSet;
import de.jplag.SubmissionSetBuilder;
import de.jplag.Token;
import de.jplag.clustering.ClusteringOptions;
import de.jplag.exceptions.ExitException;
import de.jplag.java.JavaLanguage;
import de.jplag.options.JPlagOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares submissions with JPlag: `jplag SUBMISSIONS BASE PAIRS RESULT`. It is a program of its own, so that `grade`
 * does not need JPlag's libraries until then, and has no part in what a source does to them.
 *
 * <p>SUBMISSIONS has a folder for each, named OWNER.NUMBER: those of one owner are not compared. BASE has the files
 * that all began with. RESULT is JSON: the most similar pairs, and which submissions could not be compared.
 */
class jplag {

    /**
     * Shorter passages do not count. Measured with lab 03: a copy with other names and its methods in another order has
     * 61%, and an independent solution 11%; with JPlag's own 9 tokens they have 53% and 10%, with 6 64% and 16%.
     */
    private static final int SHORTEST = 7;

    private final ObjectNode result = new ObjectMapper().createObjectNode();
    private final ArrayNode pairs = result.putArray("pairs");

    public static void main(String[] args) throws IOException {
        try {
            jplag compared = new jplag();
            compared.compare(options(Path.of(args[0]), Path.of(args[1])), Integer.parseInt(args[2]));
            new ObjectMapper().writeValue(Path.of(args[3]).toFile(), compared.result);
        } catch (ExitException failed) {
            System.err.println("[ERROR] " + failed.getMessage());
            System.exit(1);
        }
    }

    /** Reads the files of each submission in the same order, so that numbers are the same each time. */
    private static final class SortedFiles extends JavaLanguage {
        @Override
        public List<Token> parse(Set<File> files, boolean normalize) throws ParsingException {
            return super.parse(new TreeSet<>(files), normalize);
        }
    }

    private static JPlagOptions options(Path submissions, Path base) {
        return new JPlagOptions(new SortedFiles(), Set.of(submissions.toFile()), Set.of())
                .withBaseCodeSubmissionDirectory(base.toFile())
                .withMinimumTokenMatch(SHORTEST)
                .withMaximumNumberOfComparisons(JPlagOptions.SHOW_ALL_COMPARISONS)
                .withClusteringOptions(new ClusteringOptions().withEnabled(false));
    }

    private void compare(JPlagOptions options, int most) throws ExitException {
        SubmissionSet all = new SubmissionSetBuilder(options).buildSubmissionSet();
        ObjectNode invalid = result.putObject("invalid");
        all.getInvalidSubmissions().forEach(one -> invalid.put(one.getName(), one.getState().name()));
        if (all.numberOfSubmissions() < 2) {
            return;      // JPlag would not begin
        }
        List<JPlagComparison> compared = JPlag.run(options)
                .getAllComparisons()
                .stream()
                .filter(each -> !owner(each.firstSubmission()).equals(owner(each.secondSubmission())))
                .sorted(Comparator.comparingDouble(JPlagComparison::similarity)
                        .reversed()
                        .thenComparing(each -> each.firstSubmission().getName())
                        .thenComparing(each -> each.secondSubmission().getName()))
                .toList();
        result.put("compared", compared.size());
        compared.stream().limit(most).forEach(this::add);
    }

    private static String owner(Submission one) {
        return one.getName().replaceFirst("\\..*", "");
    }

    private void add(JPlagComparison pair) {
        ObjectNode node = pairs.addObject();
        node.put("first", pair.firstSubmission().getName()).put("second", pair.secondSubmission().getName());
        node.put("similarity", pair.similarity());
        ArrayNode passages = node.putArray("passages");
        for (Match match : pair.matches()
                .stream()
                .sorted(Comparator.comparingInt(Match::length).reversed())
                .toList()) {
            ObjectNode passage = passages.addObject();
            passage.set("first", place(pair.firstSubmission(), match.startOfFirst(), match.length()));
            passage.set("second", place(pair.secondSubmission(), match.startOfSecond(), match.length()));
        }
    }

    /** A match never goes beyond the end of a file. */
    private ObjectNode place(Submission one, int start, int length) {
        Token first = one.getTokenList().get(start);
        Token last = one.getTokenList().get(start + length - 1);
        return new ObjectMapper().createObjectNode()
                .put("file", first.getFile().getName())
                .put("from", first.getLine())
                .put("to", last.getLine());
    }
}
