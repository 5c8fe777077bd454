package grader.core.course;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.core.console.UserError;
import grader.core.course.Progress.TaskState;
import grader.core.files.Folders;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The gradings of a lab, each with the learner's files at that time: `labs/.history/lab03/0042.json.gz`.
 *
 * <p>A lab keeps {@value #MOST} of them. After that, an older one goes with each new one: first those after which the
 * points stayed the same. Numbers are never used again, so a list shows that some are gone.
 */
public final class GradingHistory {

    static final int MOST = 100;
    private static final long MOST_CHARACTERS = 1 << 20;
    private static final Pattern NAME = Pattern.compile("\\d{4,9}\\.json\\.gz");
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * A grading.
     *
     * @param number from 1
     * @param time in UTC, such as `2026-11-29T18:40:00Z`
     * @param only the task that was graded; empty: all
     * @param points that the lab had after it, of `outOf`
     * @param tasks that were graded, by id
     * @param problem why nothing could be graded; empty: it could
     * @param files the lab's sources, by name; none if they had more than a million characters
     */
    public record Entry(int number, String time, String only, int points, int outOf, Map<String, TaskState> tasks,
            String problem, Map<String, String> files) {}

    private final Lab lab;
    private final Path folder;

    public GradingHistory(Lab lab) {
        this.lab = lab;
        this.folder = lab.course().labs().resolve(".history").resolve(lab.name());
    }

    /** The lab's sources as they are now; what is no text is left out. */
    public static Map<String, String> files(Lab lab) {
        Map<String, String> files = new TreeMap<>();
        long characters = 0;
        for (Path file : Folders.filesBelow(lab.own())) {
            if (file.getParent().equals(lab.own()) && PlatformFiles.isSource(file.getFileName().toString())) {
                try {
                    String text = Files.readString(file);
                    characters += text.length();
                    files.put(file.getFileName().toString(), text);
                } catch (IOException goneOrNoText) {
                    // the grader says so
                }
            }
        }
        return characters > MOST_CHARACTERS ? Map.of() : files;
    }

    /** All that are kept, in order. A damaged one is left out. */
    public List<Entry> all() {
        return Folders.filesBelow(folder)
                .stream()
                .flatMap(file -> read(file).stream())
                .sorted(Comparator.comparingInt(Entry::number))
                .toList();
    }

    /** Empty if it is not there, or if a full disk or a killed grader has damaged it. */
    private static Optional<Entry> read(Path file) {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return Optional.of(JSON.readValue(in, Entry.class));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Of the files, damaged ones included, in order. */
    private List<Integer> numbers() {
        return Folders.filesBelow(folder)
                .stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> Integer.valueOf(name.substring(0, name.indexOf('.'))))
                .sorted()
                .toList();
    }

    /** @throws UserError if it is not kept */
    public Entry entry(int number) {
        return read(file(number))
                .orElseThrow(() -> new UserError("the history of " + lab.name() + " has no grading " + number,
                        all().isEmpty() ? "grade it first: ./jbang grade " + lab.name()
                                : "./jbang course history " + lab.name() + " lists them"));
    }

    /**
     * Keeps a grading. Its number and time are given here.
     *
     * @return the grading that was removed to make room
     */
    public Optional<Entry> add(String only, int points, Map<String, TaskState> tasks, String problem,
            Map<String, String> files) {
        List<Integer> numbers = numbers();
        List<Entry> all = numbers.size() < MOST ? List.of() : all();
        try {
            Files.createDirectories(folder);
            write(numbers.isEmpty() ? 1 : numbers.getLast() + 1, number -> new Entry(number,
                    Instant.now().toString(), only, points, NextTask.points(lab), tasks, problem, files));
            if (all.size() < MOST) {
                return Optional.empty();
            }
            Entry gone = leastTold(all);
            Files.deleteIfExists(file(gone.number()));
            return Optional.of(gone);
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(folder));
        }
    }

    /** Another grader may take a number at the same time. */
    private void write(int number, IntFunction<Entry> entry) throws IOException {
        try (GZIPOutputStream out =
                new GZIPOutputStream(Files.newOutputStream(file(number), StandardOpenOption.CREATE_NEW))) {
            out.write(JSON.writeValueAsBytes(entry.apply(number)));
        } catch (FileAlreadyExistsException taken) {
            write(number + 1, entry);
        }
    }

    private Path file(int number) {
        return folder.resolve(String.format(Locale.ROOT, "%04d.json.gz", number));
    }

    private static Entry leastTold(List<Entry> all) {
        for (int i = 0; i + 1 < all.size(); i++) {
            if (all.get(i).points() == all.get(i + 1).points()) {
                return all.get(i);
            }
        }
        return all.getFirst();
    }
}
