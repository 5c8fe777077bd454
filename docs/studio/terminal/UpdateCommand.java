package docs.studio.terminal;

import docs.studio.terminal.Screen.Look;
import grader.core.console.UserError;
import grader.core.course.Backup;
import grader.core.course.Course;
import grader.core.files.Git;
import grader.core.files.PathText;
import grader.core.starter.Starters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** `course update`: takes everything outside labs/ from the course's repository, then renews the starters. */
@Command(name = "update",
        description = "Bring a new version of the course into your checkout. Your files in labs/ stay.")
final class UpdateCommand implements Callable<Integer> {

    private static final int SHOWN = 5;

    @Option(names = "--from", paramLabel = "REMOTE",
            description = "A git remote, address or folder (the remote upstream, else origin).")
    private String from;

    @Option(names = "--at", paramLabel = "VERSION", defaultValue = "HEAD",
            description = "A branch or tag (the default branch).")
    private String at;

    @Option(names = "--force",
            description = "Replace files outside labs/ that you changed, after moving them to labs/.backups/.")
    private boolean force;

    @ParentCommand
    private CourseCommand parent;

    @Override
    public Integer call() {
        Course course = parent.course();
        Screen screen = parent.screen();
        Git git = new Git(course.root());
        checkOwnCheckout(course, git);
        String commit = fetch(git, screen);
        NewVersion version = new NewVersion(course, git, commit);
        if (!version.changed.isEmpty() && !force) {
            throw new UserError("you have changed " + some(version.changed) + ", outside labs/",
                    "./jbang course update --force moves what you changed to labs/.backups/ and goes on");
        }
        screen.line((version.isHere() ? "You have this version already: " : "Taking version ") + version.title());
        Backup backup = new Backup(course);
        version.take(backup);
        screen.line(version.toWrite.size() + version.changed.size() + " files written, " + version.toRemove.size()
                + " removed");
        version.left
                .forEach(path -> screen.line("no longer part of the course, but changed by you, left alone: " + path));
        backup.folder().ifPresent(folder -> screen.item("yours", PathText.shown(folder)));
        renewLabs(course, screen);
        if (!version.isHere()) {
            screen.line(screen.in(Look.DIM,
                    "Nothing is committed: git diff shows what is new, git add -A and git commit keep it."));
        }
        return 0;
    }

    private static void checkOwnCheckout(Course course, Git git) {
        Git.Answer top = git.ask("", "rev-parse", "--show-toplevel");
        try {
            if (top.isGood() && Path.of(top.out().strip()).toRealPath().equals(course.root().toRealPath())) {
                return;
            }
        } catch (IOException error) {
            throw UserError.of(error, "looking for the checkout");
        }
        if (top.err().contains("dubious ownership")) {
            throw new UserError("git does not trust " + course.root() + ", which belongs to another user",
                    "git config --global --add safe.directory " + PathText.quoted(course.root()));
        }
        throw new UserError(course.root() + " is not a git checkout of its own",
                "clone the course with git and copy your labs/ folder into the clone");
    }

    private String fetch(Git git, Screen screen) {
        String remote = remote(git);
        if (remote.startsWith("-") || at.startsWith("-")) {
            throw new UserError("'" + (at.startsWith("-") ? at : remote) + "' is no name of a remote or version",
                    "see git remote -v");
        }
        screen.line("Fetching " + (at.equals("HEAD") ? "the course" : at) + " from " + remote + " …");
        git.run("fetching from " + remote, "fetch", "--quiet", "--no-tags", "--", remote, at);
        return git.run("reading what was fetched", "rev-parse", "--verify", "FETCH_HEAD^{commit}").strip();
    }

    private String remote(Git git) {
        List<String> remotes = git.run("listing remotes", "remote").lines().toList();
        if (from != null) {
            boolean folder = !remotes.contains(from) && Files.isDirectory(Path.of(from));
            return folder ? Path.of(from).toAbsolutePath().toString() : from;      // git runs in another folder
        }
        for (String name : List.of("upstream", "origin")) {
            if (remotes.contains(name)) {
                return name;
            }
        }
        throw new UserError("this checkout has neither a remote upstream nor origin",
                "say where the course comes from: ./jbang course update --from ADDRESS");
    }

    /** The new version makes its starters itself: this program is still the old one. */
    private void renewLabs(Course course, Screen screen) {
        Path wrapper = course.root().resolve("jbang");
        if (!Files.isExecutable(wrapper)) {
            new Starters(course).renew(false).report().forEach(screen::line);
            return;
        }
        screen.line("Renewing labs/ …");
        try {
            Process starters = new ProcessBuilder(wrapper.toString(), "starters").directory(course.root().toFile())
                    .inheritIO()
                    .start();
            if (starters.waitFor() == 0) {
                return;
            }
        } catch (IOException | InterruptedException error) {
            // Told below, with the remedy.
        }
        throw new UserError("the new version is in place, but labs/ could not be renewed", "./jbang starters does it");
    }

    private static String some(List<String> paths) {
        return String.join(", ", paths.subList(0, Math.min(SHOWN, paths.size())))
                + (paths.size() > SHOWN ? " and " + (paths.size() - SHOWN) + " more" : "");
    }
}
