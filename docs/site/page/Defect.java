package docs.site.page;

/**
 * Something wrong with a page, which fails the build.
 *
 * @param file as the author would type it
 * @param line from 1; 0 where it is not known
 * @param what the defect, with the value that is wrong
 * @param remedy what the author can do
 */
public record Defect(String file, int line, String what, String remedy) {

    /** `file:line`, or the file alone. */
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }

    @Override
    public String toString() {
        return place() + ": " + what + "\n  " + remedy;
    }
}
