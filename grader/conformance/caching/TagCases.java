package grader.conformance.caching;

import static grader.conformance.caching.FileTests.TEXT;
import static grader.conformance.caching.FileTests.tag;
import static grader.conformance.caching.FileTests.withStrongTag;
import static grader.conformance.caching.FileTests.withTag;
import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.NotApplicable;
import grader.conformance.requirements.Group;
import java.util.Locale;

/** Preconditions that name the tag of a file. */
public final class TagCases extends Group {

    private static final String LOST = "Otherwise a client works with what another one has changed.";
    private static final String OLD = "Otherwise the client keeps an old copy.";

    public TagCases() {
        super("Preconditions with tags", FileTests.LAB);
        matches();
        noneMatches();
        lists();
    }

    private void matches() {
        must("if-match-current", "9110 §13.1.1", "If-Match with the current tag has no effect.",
                withStrongTag(tag -> "If-Match: " + tag + "|", FileTests::same));
        must("if-match-list", "9110 §13.1.1", "… also if it is one of several.",
                withStrongTag(tag -> "If-Match: \"never-was\", " + tag + "|", FileTests::same));
        must("if-match-other-of-file", "9110 §13.1.1", "With a different tag in If-Match, no file is sent.", LOST,
                withTag(tag -> "If-Match: \"never-was\"|", FileTests::refused));
        must("if-match-weak", "9110 §13.1.1", "If-Match compares strongly: a weak tag never matches.", LOST,
                withTag(tag -> "If-Match: W/" + tag.replace("W/", "") + "|", FileTests::refused));
    }

    private void noneMatches() {
        must("if-none-match-current", "9110 §13.1.2", "If-None-Match with the current tag gets a 304.",
                withTag(tag -> "If-None-Match: " + tag + "|", FileTests::notModified));
        must("if-none-match-of-head", "9110 §13.1.2", "… also for HEAD.", wire -> {
            String tag = tag(wire.control(get(TEXT, "")));
            wire.ask(get(TEXT, "If-None-Match: " + tag + "|").replace("GET", "HEAD")).expect(304);
        });
        must("if-none-match-weak", "9110 §13.1.2", "If-None-Match compares weakly: the same tag with `W/` matches.",
                withTag(tag -> "If-None-Match: W/" + tag.replace("W/", "") + "|", FileTests::notModified));
        must("if-none-match-star-of-file", "9110 §13.1.2", "`If-None-Match: *` gets a 304 if the file exists.",
                withTag(tag -> "If-None-Match: *|", FileTests::notModified));
        must("if-none-match-other-of-file", "9110 §13.1.2",
                "With a different tag in If-None-Match, the file is sent.", OLD,
                withTag(tag -> "If-None-Match: \"never-was\"|", FileTests::same));
        must("if-none-match-case", "9110 §8.8.3.2", "Tags are compared with regard to case.", OLD,
                withTag(tag -> "If-None-Match: " + otherCase(tag) + "|", FileTests::same));
    }

    private void lists() {
        must("if-none-match-list", "9110 §13.1.2", "If-None-Match may be a list; any of its tags matches.",
                withTag(tag -> "If-None-Match: \"never-was\" , " + tag + ",\"other\"|", FileTests::notModified));
        must("if-none-match-lines", "9110 §5.3", "… in several field lines.",
                withTag(tag -> "If-None-Match: \"never-was\"|If-None-Match: " + tag + "|", FileTests::notModified));
        must("if-none-match-comma", "9110 §8.8.3", "… and a tag may have a comma in it.",
                withTag(tag -> "If-None-Match: \"never,was\", " + tag + "|", FileTests::notModified));
        must("if-none-match-part", "9110 §8.8.3.2", "A tag that only contains the current one does not match.", OLD,
                withTag(tag -> "If-None-Match: \"never," + opaque(tag) + ",was\"|", FileTests::same));
        must("if-none-match-empty-members", "9110 §5.6.1.2", "Empty members of the list are ignored.",
                withTag(tag -> "If-None-Match: ,, " + tag + " ,|", FileTests::notModified));
        must("match-before-none-match", "9110 §13.2.2", "A false If-Match counts, and not If-None-Match.",
                withTag(tag -> "If-None-Match: " + tag + "|If-Match: \"never-was\"|", FileTests::refused));
    }

    private static String opaque(String tag) {
        return tag.replace("W/", "").replace("\"", "");
    }

    private static String otherCase(String tag) {
        String opaque = opaque(tag);
        String other = opaque.equals(opaque.toUpperCase(Locale.ROOT)) ? opaque.toLowerCase(Locale.ROOT)
                : opaque.toUpperCase(Locale.ROOT);
        if (other.equals(opaque)) {
            throw new NotApplicable("its tag has no letter");
        }
        return tag.replace(opaque, other);
    }
}
