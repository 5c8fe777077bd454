package docs.studio.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import grader.core.course.Backup;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Manifest;
import grader.core.course.Progress;
import grader.core.files.AtomicFile;
import grader.core.files.Folders;
import grader.core.files.PathText;
import grader.core.files.Sha256;
import grader.core.starter.FormChange;
import grader.core.starter.SkippedLabs;
import grader.core.starter.StarterForm;
import grader.core.starter.Starters;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A learner's work as one file, to go on with on another machine: a ZIP with what was written in labs/, and what is
 * kept beside it. `course.json` has a SHA-256 of each entry, and of each starter that a file was made from.
 */
public final class CourseFile {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORMAT = "inside-the-server";
    private static final int VERSION = 1;
    private static final String CONTENTS = "course.json";
    private static final int MOST_BYTES = 1 << 26;
    private static final Pattern LAB = Pattern.compile("(?U)labs/(\\d\\d-[a-z-]+)/([\\w$][\\w$ .()-]*\\.(?:java|sql))");
    /** What is kept beside the labs: the entry's name is the path below labs/, and these are the first parts of it. */
    private static final List<String> KEPT = List.of(".progress.json", ".answers.json", ".cells", ".history");
    private static final Pattern BESIDE =
            Pattern.compile("\\.(?:progress|answers)\\.json|\\.(?:cells|history)/[a-z0-9-]+/[\\w-][\\w.-]*");

    private final Course course;

    public CourseFile(Course course) {
        this.course = course;
    }

    // --- out ---

    /** Writes it. @return how many files of the learner's labs are in it */
    public int write(Path file) {
        if (Files.exists(file)) {
            throw new UserError(PathText.shown(file) + " is there already", "choose another name");
        }
        Map<String, Path> entries = new TreeMap<>();
        ObjectNode contents = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION);
        Map<String, String> starters = Manifest.read(course.labs().resolve(".starters")).fingerprints();
        for (Lab lab : course.all()) {
            Path own = SkippedLabs.own(lab).orElse(lab.own());
            if (Files.exists(own.resolve(".open"))) {
                contents.withArrayProperty("open").add(lab.name());
            }
            written(lab, own, starters).forEach((name, path) -> {
                entries.put("labs/" + lab.folder() + "/" + name, path);
                String starter = starters.get(lab.folder() + "/" + name);
                if (starter != null) {
                    contents.withObjectProperty("starters").put(lab.folder() + "/" + name, starter);
                }
            });
        }
        int labs = entries.size();
        for (String kept : KEPT) {
            Path place = course.labs().resolve(kept);
            for (Path each : Files.isDirectory(place) ? Folders.filesBelow(place) : List.of(place)) {
                String name = course.labs().relativize(each).toString().replace('\\', '/');
                if (Files.isRegularFile(each) && BESIDE.matcher(name).matches()) {
                    entries.put(name, each);
                }
            }
        }
        AtomicFile.write(file, temporary -> write(temporary, entries, contents));
        return labs;
    }

    /** The files that differ from the starter, and those of the learner's own. */
    private static Map<String, Path> written(Lab lab, Path own, Map<String, String> starters) {
        Map<String, Path> written = new TreeMap<>();
        for (Path file : Folders.filesBelow(own)) {
            String name = file.getFileName().toString();
            boolean isOwn = file.getParent().equals(own) && LAB.matcher("labs/" + lab.folder() + "/" + name).matches();
            if (isOwn && !Manifest.fingerprintOf(file).equals(starters.get(lab.folder() + "/" + name))) {
                written.put(name, file);
            }
        }
        return written;
    }

    private static void write(Path file, Map<String, Path> entries, ObjectNode contents) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, Path> entry : entries.entrySet()) {
                byte[] bytes = Files.readAllBytes(entry.getValue());
                contents.withObjectProperty("files").put(entry.getKey(), Sha256.of(bytes));
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(bytes);
            }
            zip.putNextEntry(new ZipEntry(CONTENTS));
            zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
        }
    }

    // --- in ---

    /**
     * Takes it in: progress and answers, and each lab that something was written in. What is here is backed up first.
     * The file is checked as a whole before anything is changed. A starter that has changed since is merged.
     *
     * @return what was done, line by line
     */
    public List<String> read(Path file) {
        Map<String, byte[]> entries = entries(file);
        JsonNode contents = contents(file, entries);
        Backup backup = new Backup(course);
        List<String> done = new ArrayList<>();
        Map<String, Map<String, byte[]>> labs = new TreeMap<>();
        entries.forEach((name, bytes) -> {
            var lab = LAB.matcher(name);
            if (lab.matches()) {
                labs.computeIfAbsent(lab.group(1), folder -> new TreeMap<>()).put(lab.group(2), bytes);
            }
        });
        KEPT.stream().map(course.labs()::resolve).filter(Files::exists).forEach(backup::move);
        List<Lab> known = course.all();
        labs.forEach((folder, files) -> known.stream()
                .filter(lab -> lab.folder().equals(folder))
                .findFirst()
                .ifPresentOrElse(lab -> done.addAll(bring(lab, files, contents, backup)), () -> done.add(folder
                        + " is no lab of this version of the course: it stays in " + PathText.shown(file))));
        entries.forEach((name, bytes) -> {
            if (BESIDE.matcher(name).matches()) {
                AtomicFile.write(course.labs().resolve(name), to -> Files.write(to, bytes));
            }
        });
        skipAgain();
        backup.folder().ifPresent(folder -> done.add("what was here is in " + PathText.shown(folder.getParent())));
        return done;
    }

    private static Map<String, byte[]> entries(Path file) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            int left = MOST_BYTES;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes(left);
                if (entry.isDirectory()) {
                    continue;       // a program that packed it again has made it
                }
                left -= bytes.length;
                if (left == 0) {
                    throw new UserError(PathText.shown(file) + " holds more than " + MOST_BYTES + " bytes",
                            "give a file that ./jbang course export has written");
                }
                entries.put(entry.getName(), bytes);
            }
        } catch (ZipException | EOFException broken) {
            throw damaged(file, broken.getMessage());
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
        return entries;
    }

    private static UserError damaged(Path file, String why) {
        return new UserError(PathText.shown(file) + " is damaged: " + why, "export it again, and copy it as it is");
    }

    private static JsonNode contents(Path file, Map<String, byte[]> entries) {
        JsonNode contents = JSON.createObjectNode();
        try {
            if (entries.containsKey(CONTENTS)) {
                contents = JSON.readTree(entries.remove(CONTENTS));
            }
        } catch (IOException noJson) {
            throw damaged(file, CONTENTS + " is no JSON");
        }
        if (!contents.path("format").asText().equals(FORMAT)) {
            throw new UserError(PathText.shown(file) + " is no export of this course",
                    "give a file that ./jbang course export has written");
        }
        if (contents.path("version").asInt() > VERSION) {
            throw new UserError(PathText.shown(file) + " was written by a newer version of the course",
                    "first ./jbang course update");
        }
        JsonNode sums = contents.path("files");
        entries.forEach((name, bytes) -> {
            if (!LAB.matcher(name).matches() && !BESIDE.matcher(name).matches()) {
                throw damaged(file, "an export has no " + name);
            }
            if (!Sha256.of(bytes).equals(sums.path(name).asText())) {
                throw damaged(file, name + " is not what was written");
            }
        });
        sums.fieldNames().forEachRemaining(name -> {
            if (!entries.containsKey(name)) {
                throw damaged(file, name + " is missing");
            }
        });
        return contents;
    }

    /** The lab's starter first, in the form that the learner had; then the files, as if they had been written here. */
    private List<String> bring(Lab lab, Map<String, byte[]> files, JsonNode contents, Backup backup) {
        if (SkippedLabs.isSkipped(lab)) {
            SkippedLabs.unskip(lab);
        }
        Progress progress = Progress.load(course);
        LabReset.of(lab, progress);
        boolean open = contents.path("open").valueStream().anyMatch(name -> name.asText().equals(lab.name()));
        StarterForm form = open ? StarterForm.OPEN : StarterForm.GUIDED;
        if (StarterForm.of(lab) != form && StarterForm.isThereOpen(lab)) {
            FormChange.of(lab, form, progress);
        }
        Manifest starters = Manifest.read(course.labs().resolve(".starters"));
        files.forEach((name, bytes) -> {
            AtomicFile.write(lab.own().resolve(name), to -> Files.write(to, bytes));
            String path = lab.folder() + "/" + name;
            String starter = contents.path("starters").path(path).asText();
            if (!starter.isEmpty()) {
                starters.fingerprints().put(path, starter);
            }
        });
        starters.write();
        List<String> done = new ArrayList<>();
        done.add(lab.name() + ": " + files.size() + (files.size() == 1 ? " file" : " files"));
        done.addAll(new Starters(course).renew(lab, false, backup).report().stream().skip(1).toList());
        return done;
    }

    private void skipAgain() {
        Progress progress = Progress.load(course);
        course.all()
                .stream()
                .filter(lab -> progress.skipped(lab.name()) && !SkippedLabs.isSkipped(lab))
                .forEach(SkippedLabs::skip);
    }
}
