package docs.site.cells;

import grader.core.console.UserError;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a cell came to when it was recorded: `docs/pages/lab03.cells/two-spaces.txt`. Its first line is `cell:` and the
 * hash, its second `recorded:` and the facts; the others are the outcome's. Older recordings have no second line.
 */
public record Recording(String hash, Optional<Facts> facts, Outcome outcome) {

    private static final String HEAD = "cell: ";
    private static final String FACTS = "recorded: ";

    /** Where the recordings of a page stand. */
    public static Path folder(Path page) {
        return page.resolveSibling(page.getFileName().toString().replaceFirst("\\.adoc$", ".cells"));
    }

    /** The recording of a cell, if there is one. */
    public static Optional<Recording> of(Cell cell) {
        Path file = cell.recording();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.getFirst().startsWith(HEAD)) {
                throw new IllegalArgumentException("no line `" + HEAD + "`");
            }
            Optional<Facts> facts = lines.stream()
                    .skip(1)
                    .limit(1)
                    .filter(line -> line.startsWith(FACTS))
                    .map(line -> Facts.parse(line.substring(FACTS.length())))
                    .findFirst();
            Outcome outcome = Outcome.parse(lines.subList(facts.isPresent() ? 2 : 1, lines.size()));
            return Optional.of(new Recording(lines.getFirst().substring(HEAD.length()), facts, outcome));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException broken) {
            throw new UserError(PathText.shown(file) + " is no recording", "delete it, then ./jbang site --record");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** The recording of a cell as it stands now. */
    static Optional<Recording> upToDate(Cell cell) {
        return of(cell).filter(one -> one.isOf(cell));
    }

    /** Whether it is of this cell as it stands now. */
    public boolean isOf(Cell cell) {
        return hash.equals(cell.hash());
    }

    void write(Cell cell) {
        try {
            Files.createDirectories(cell.recording().getParent());
            String head = HEAD + hash + "\n" + facts.map(one -> FACTS + one + "\n").orElse("");
            Files.writeString(cell.recording(), head + outcome + (outcome.lines().isEmpty() ? "" : "\n"));
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(cell.recording()));
        }
    }

    /** Recordings of a page whose cell is gone. */
    public static List<Path> leftOver(PageCells page) {
        Path folder = folder(page.page());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Set<Path> used = page.cells().stream().map(Cell::recording).collect(Collectors.toSet());
        try (var files = Files.list(folder)) {
            return files.filter(file -> !used.contains(file)).sorted().toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(folder));
        }
    }
}
