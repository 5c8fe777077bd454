package docs.studio.terminal;

import grader.core.console.UserError;
import grader.core.course.Backup;
import grader.core.course.Course;
import grader.core.files.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A version of the course that git has fetched, compared with the files outside labs/.
 *
 * <p>A file that was like this in any version of the course is outdated: it may be replaced. A file that never was has
 * the learner's changes. Paths that the course never had are ignored. Git's index is left as it is.
 */
final class NewVersion {

    private final Course course;
    private final Git git;
    private final String commit;
    private final Map<String, String> theirs = new TreeMap<>();
    private final Set<String> history = new HashSet<>();
    private final Set<String> pathsEver = new TreeSet<>();

    final List<String> toWrite = new ArrayList<>();
    final List<String> toRemove = new ArrayList<>();
    /** Changed by the learner, and in the way. */
    final List<String> changed = new ArrayList<>();
    /** Changed by the learner, and no longer part of the course: left alone. */
    final List<String> left = new ArrayList<>();

    NewVersion(Course course, Git git, String commit) {
        this.course = course;
        this.git = git;
        this.commit = commit;
        readTheirs();
        if (!theirs.containsKey("jbang-catalog.json")
                || theirs.keySet().stream().noneMatch(path -> path.startsWith("solutions/"))) {
            throw new UserError(
                    "what was fetched is no version of the course: it has no jbang-catalog.json or no solutions/",
                    "name the course's repository with --from");
        }
        readHistory();
        compare();
    }

    /** Its short id, date and subject. */
    String title() {
        return git.run("reading the new version", "log", "-1", "--format=%h, %cs: %s", commit).strip();
    }

    boolean isHere() {
        return toWrite.isEmpty() && toRemove.isEmpty() && changed.isEmpty();
    }

    /** Puts it in place of the old one; what the learner changed is moved to the backup first. */
    void take(Backup backup) {
        changed.forEach(path -> backup.move(course.root().resolve(path)));
        List<String> all = new ArrayList<>(toWrite);
        all.addAll(changed);
        if (!all.isEmpty()) {
            git.feed("writing the new version", String.join("\0", all),
                    "restore", "--source=" + commit, "--worktree", "--pathspec-from-file=-", "--pathspec-file-nul");
        }
        for (String path : toRemove) {
            try {
                Files.delete(course.root().resolve(path));
            } catch (IOException error) {
                throw UserError.of(error, "removing " + path);
            }
        }
    }

    private void readTheirs() {
        for (String entry : git.run("reading the new version", "ls-tree", "-r", "-z", "--full-tree", commit)
                .split("\0")) {
            int tab = entry.indexOf('\t');
            if (tab > 0 && isOfTheCourse(entry.substring(tab + 1))) {
                theirs.put(entry.substring(tab + 1), entry.substring(0, tab).split(" ")[2]);
            }
        }
    }

    /** Every content that each path ever had; `:oldmode newmode old new status`, then the path. */
    private void readHistory() {
        String[] entries = git.run("reading the course's history", "-c", "log.showRoot=true",
                "log", "--format=", "--raw", "--no-abbrev", "--no-renames", "-m", "-z", commit).split("\0");
        for (int i = 0; i + 1 < entries.length; i += 2) {
            String id = entries[i].strip().split(" ")[3];
            String path = entries[i + 1];
            if (isOfTheCourse(path)) {
                history.add(id + " " + path);
                pathsEver.add(path);
            }
        }
        pathsEver.addAll(theirs.keySet());
    }

    private static boolean isOfTheCourse(String path) {
        return !path.startsWith("labs/");
    }

    private void compare() {
        Map<String, String> here = here();
        for (String path : pathsEver) {
            String fresh = theirs.get(path);
            String now = here.get(path);
            if (now == null || now.equals(fresh)) {
                if (now == null && fresh != null) {
                    toWrite.add(path);
                }
            } else if (history.contains(now + " " + path)) {
                (fresh != null ? toWrite : toRemove).add(path);
            } else {
                (fresh != null ? changed : left).add(path);
            }
        }
    }

    /** What the working tree holds at the paths of the course, with git's own line-end rules. */
    private Map<String, String> here() {
        Map<String, String> here = new TreeMap<>();
        List<String> files = new ArrayList<>();
        for (String path : pathsEver) {
            Path file = course.root().resolve(path);
            if (Files.isRegularFile(file)) {
                files.add(path);
            } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                here.put(path, "no file");
            }
        }
        String[] ids =
                git.feed("comparing files", String.join("\n", files), "hash-object", "--stdin-paths").split("\n");
        for (int i = 0; i < files.size(); i++) {
            here.put(files.get(i), ids[i]);
        }
        return here;
    }
}
