import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of settings, in UTF-8: lines such as `port = 8080`. */
final class SettingsFile {

    private SettingsFile() {}

    /** Returns the settings of a file. If it cannot be read, that is a mistake. */
    static List<Setting> read(String file, List<String> mistakes) {
        try {
            return settings(file, Files.readAllLines(Path.of(file)), mistakes);
        } catch (IOException | InvalidPathException failure) {
            mistakes.add("--" + Configuration.FILE + " " + file + ": cannot be read (" + failure.getMessage()
                    + "); give a text file in UTF-8 with lines such as 'port = 8080'");
            return List.of();
        }
    }

    /**
     * Returns the settings of these lines, in order. A line is empty, or a comment that begins with `#`, or `NAME =
     * VALUE`; the first `=` separates them, and spaces around each part are ignored. The source of a setting is its
     * {@link #place}. For a line that is none of these, adds a line to `mistakes`, with its place.
     */
    // task config, until then: return List.of();
    private static List<Setting> settings(String file, List<String> lines, List<String> mistakes) {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String place = place(file, i + 1);
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                settings.add(new Setting(line.substring(0, equals).strip(), line.substring(equals + 1).strip(), place));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                mistakes.add(place + ": this is no setting; write NAME = VALUE, or # and a comment");
            }
        }
        return settings;
    }

    private static String place(String file, int number) {
        return file + ":" + number;
    }
}
