package grader.core.files;

import java.nio.file.Path;

/** Paths in messages and commands. */
public final class PathText {

    private PathText() {}

    /** A path as the user would type it: below the checkout it is relative to the working directory. */
    public static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path there = path.toAbsolutePath().normalize();
        return there.startsWith(here) ? here.relativize(there).toString() : there.toString();
    }

    /** The same as a word of a shell command. */
    public static String quoted(Path path) {
        String shown = shown(path);
        return shown.matches("[\\w./@%+=:,-]+") ? shown : "'" + shown.replace("'", "'\\''") + "'";
    }
}
