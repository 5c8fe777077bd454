package grader.grading.watch;

import grader.core.console.Style;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places in files as links that a terminal can follow: OSC 8, a file URL with the line after `#`. */
final class Links {

    private static final Pattern PLACE = Pattern.compile("(.+):(\\d+)");

    private final boolean wanted;

    private Links(boolean wanted) {
        this.wanted = wanted;
    }

    /** Where there are colors, there are links; but the Linux console writes them out. */
    static Links of(Style style) {
        return new Links(style.color() && !"linux".equals(System.getenv("TERM")));
    }

    /** @param place such as `labs/01-sockets/Listener.java:38` */
    String to(String place) {
        Matcher parts = PLACE.matcher(place);
        if (!wanted || !parts.matches()) {
            return place;
        }
        String url = Path.of(parts.group(1)).toAbsolutePath().toUri() + "#" + parts.group(2);
        return "\033]8;;" + url + "\033\\" + place + "\033]8;;\033\\";
    }
}
