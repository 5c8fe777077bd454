package docs.studio.lab;

import grader.core.course.Backup;
import grader.core.course.GradingHistory;
import grader.core.course.Lab;
import grader.core.console.UserError;
import grader.core.files.AtomicFile;
import grader.core.starter.SkippedLabs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The versions of a lab that were graded: how two of them differ, and how one comes back. */
public final class LabHistory {

    /** The version that is on the disk. */
    public static final String NOW = "now";

    private LabHistory() {}

    /**
     * How two versions differ: by the file's name, the lines of a unified diff.
     *
     * @param from the number of a grading, or {@link #NOW}
     */
    public static Map<String, List<String>> difference(Lab lab, String from, String to) {
        Map<String, String> old = version(lab, from);
        Map<String, String> fresh = version(lab, to);
        Map<String, List<String>> differences = new LinkedHashMap<>();
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        for (String name : names) {
            List<String> lines = UnifiedDiff.of(name + " (" + from + ")", old.getOrDefault(name, ""),
                    name + " (" + to + ")", fresh.getOrDefault(name, ""));
            if (!lines.isEmpty()) {
                differences.put(name, lines);
            }
        }
        return differences;
    }

    private static Map<String, String> version(Lab lab, String which) {
        if (which.equals(NOW)) {
            return GradingHistory.files(lab);
        }
        if (!which.matches("\\d{1,6}")) {
            throw new UserError("'" + which + "' is no grading", "give its number, or now for your files as they are");
        }
        GradingHistory.Entry entry = new GradingHistory(lab).entry(Integer.parseInt(which));
        if (entry.files().isEmpty()) {
            throw new UserError("grading " + which + " kept no files", "they had more than a million characters");
        }
        return entry.files();
    }

    /**
     * Puts the files of a grading back. What differs is backed up first, files that it did not have included.
     *
     * @return where; empty if nothing differs
     */
    public static Optional<Path> restore(Lab lab, int number) {
        SkippedLabs.checkOwn(lab);
        Map<String, String> wanted = version(lab, "" + number);
        Map<String, String> now = GradingHistory.files(lab);
        Backup backup = new Backup(lab.course());
        for (String name : new ArrayList<>(now.keySet())) {
            if (!wanted.containsKey(name)) {
                backup.move(lab.own().resolve(name));
            } else if (!wanted.get(name).equals(now.get(name))) {
                backup.copy(lab.own().resolve(name));
            }
        }
        wanted.forEach((name, text) -> {
            if (!text.equals(now.get(name))) {
                AtomicFile.write(lab.own().resolve(name), text);
            }
        });
        return backup.folder();
    }
}
