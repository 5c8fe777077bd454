package docs.studio.run;

import grader.core.course.Course;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place on a page, as the user names it: `lab05`, or `lab05#cors`. @param anchor empty: the top */
public record PageAddress(String page, String anchor) {

    private static final Pattern FORM = Pattern.compile("([a-z0-9-]+?)(?:\\.html)?(?:#([\\w-]+))?");

    /** Empty if there is no such page. */
    public static Optional<PageAddress> of(Course course, String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && Files.isRegularFile(course.pages().resolve(form.group(1) + ".adoc"))
                ? Optional.of(new PageAddress(form.group(1), form.group(2) == null ? "" : form.group(2)))
                : Optional.empty();
    }

    /** The link to it, from the one to the studio: `http://127.0.0.1:7007/?token=…`. */
    String in(String link) {
        return link.replace("/?", "/" + page + ".html?") + (anchor.isEmpty() ? "" : "&at=" + anchor);
    }
}
