package grader.proofs.mutants;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import grader.core.source.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mutant whose `replace` does not match exactly one place in the reference, and the place that comes nearest to it.
 *
 * @param matches how many places match
 * @param file the source that holds the nearest place: the mutant's own, or another one of the lab
 */
public record Mismatch(Mutant mutant, int matches, Path file, Optional<Passage.Match> nearest) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

    /** Those among these mutants, which are of one course. */
    public static List<Mismatch> among(List<Mutant> mutants) {
        Map<Lab, List<Path>> sources = new LinkedHashMap<>();
        List<Mismatch> all = new ArrayList<>();
        for (Mutant mutant : mutants) {
            List<Path> candidates = sources.computeIfAbsent(mutant.lab(), Mismatch::sources);
            of(mutant, candidates).ifPresent(all::add);
        }
        return all;
    }

    /** The reference's sources that a lab's mutants may change: its own first. */
    private static List<Path> sources(Lab lab) {
        return lab.course()
                .all()
                .reversed()
                .stream()
                .filter(each -> each.number() <= lab.number())
                .flatMap(each -> each.files().stream())
                .filter(file -> PlatformFiles.isSource(file.getFileName().toString()))
                .toList();
    }

    private static Optional<Mismatch> of(Mutant mutant, List<Path> sources) {
        Passage passage = new Passage(mutant.change().text());
        Optional<Path> own = sources.stream().filter(file -> file.endsWith(mutant.change().file())).findFirst();
        int matches = own.map(file -> passage.in(text(file)).size()).orElse(0);
        if (matches == 1) {
            return Optional.empty();
        }
        Mismatch nearest = null;
        for (Path file : own.map(List::of).orElse(sources)) {
            Mismatch here = new Mismatch(mutant, matches, file, passage.nearest(text(file)));
            if (nearest == null || here.differing() < nearest.differing()) {
                nearest = here;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private int differing() {
        return nearest.map(Passage.Match::differing).orElse(Integer.MAX_VALUE);
    }

    /**
     * The names of the passage that are others in the nearest place. Empty if the two differ in more than names, or one
     * name would become two.
     */
    public Map<String, String> renames() {
        if (matches > 0 || nearest.isEmpty()) {
            return Map.of();
        }
        List<String> before = Passage.words(mutant.change().text());
        List<String> after = Passage.words(nearest.get().text(text(file)));
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < before.size(); i++) {
            String old = before.get(i);
            String now = after.get(i);
            boolean same = old.equals(now);
            if (!same && !(NAME.matcher(old).matches() && NAME.matcher(now).matches())
                    || !names.computeIfAbsent(old, ignored -> now).equals(now)) {
                return Map.of();
            }
        }
        names.entrySet().removeIf(name -> name.getKey().equals(name.getValue()));
        return names;
    }

    /** Writes the renamed names where the mutant stands, in `replace` and in `with`, and the name of the source. */
    public void follow() {
        Map<String, String> names = renames();
        String all = text(mutant.file());
        Matcher section = Pattern.compile("(?ms)^" + Pattern.quote(mutant.name()) + ":\\R.*?(?=^\\S|\\z)").matcher(all);
        if (!section.find()) {
            throw new UserError(PathText.shown(mutant.file()) + ": no line begins with " + mutant.name() + ":",
                    "write the names of mutants at the beginning of a line, without quotes");
        }
        String data = section.group();
        int change = data.indexOf("\n  replace:");
        Function<MatchResult, String> renamed =
                name -> Matcher.quoteReplacement(names.getOrDefault(name.group(), name.group()));
        String head = data.substring(0, change)
                .replaceFirst("(?m)^  file: .*$", Matcher.quoteReplacement("  file: " + file.getFileName()));
        String tail = NAME.matcher(data.substring(change)).replaceAll(renamed);
        try {
            Files.writeString(mutant.file(),
                    all.substring(0, section.start()) + head + tail + all.substring(section.end()));
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(mutant.file()));
        }
    }

    /** What does not match, with the nearest text and its place. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                PathText.shown(mutant.file()) + ": 'replace' of " + mutant.name() + " matches "
                        + (matches == 0 ? "nothing" : matches + " places")
                        + " in " + mutant.change().file());
        lines.add("  replace: " + oneLine(mutant.change().text()));
        nearest.filter(ignored -> matches == 0).ifPresent(match -> {
            String source = text(file);
            lines.add("  nearest: " + oneLine(match.text(source)) + "   (" + PathText.shown(file) + ":"
                    + match.line(source) + ")");
        });
        renames().forEach((old, now) -> lines.add("  renamed: " + old + " to " + now));
        return lines;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }
}
