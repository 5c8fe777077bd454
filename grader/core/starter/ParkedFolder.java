package grader.core.starter;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * labs/.mine/, where a learner's own folders wait while their labs are skipped: `01-sockets`, then `01-sockets-2`, …
 */
final class ParkedFolder {

    private final Lab lab;
    private final Path place;
    private final Pattern name;

    ParkedFolder(Lab lab) {
        this.lab = lab;
        this.place = lab.course().labs().resolve(".mine");
        this.name = Pattern.compile(Pattern.quote(lab.folder()) + "(?:-(\\d{1,6}))?");
    }

    /** The folder of the last skip. An earlier one may still be there; nothing here is ever overwritten. */
    Optional<Path> latest() {
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        try (var folders = Files.list(place)) {
            return folders.filter(folder -> number(folder) > 0).max(Comparator.comparingInt(this::number));
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(place));
        }
    }

    /** A folder that is not there yet. */
    Path next() {
        int number = latest().map(this::number).orElse(0) + 1;
        return place.resolve(number == 1 ? lab.folder() : lab.folder() + "-" + number);
    }

    private int number(Path folder) {
        Matcher found = name.matcher(folder.getFileName().toString());
        return !found.matches() ? 0 : found.group(1) == null ? 1 : Integer.parseInt(found.group(1));
    }
}
