package docs.site.build;

import docs.site.page.Defect;
import grader.core.files.PathText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * What a build came to.
 *
 * @param out where the site is, or would be
 * @param pages names of the pages, in reading order, such as `lab01.html`
 * @param fresh those of them that were converted in this build; the others are as they were
 * @param written names of the files that are new or other than before
 * @param defects in the order of the pages; with any of them nothing was written
 */
public record Report(Path out, List<String> pages, List<String> fresh, List<String> written, List<Defect> defects) {

    public boolean good() {
        return defects.isEmpty();
    }

    /** Prints the result, and returns the exit code: 0, or 1 with defects. */
    public int tell(PrintWriter out, PrintWriter err, boolean colours) {
        for (Defect defect : defects) {
            String text = defect.toString();
            int end = defect.place().length();
            err.println(colours ? "\033[31m" + text.substring(0, end) + "\033[0m" + text.substring(end) : text);
        }
        if (good()) {
            out.println("built " + count(pages.size(), "page") + ": " + PathText.shown(this.out.resolve("index.html")));
            return 0;
        }
        err.println(count(defects.size(), "defect") + "; nothing was written");
        return 1;
    }

    private static String count(int n, String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }
}
