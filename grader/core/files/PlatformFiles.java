package grader.core.files;

import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Names of files that operating systems, editors, browsers and Git leave next to those that a person wrote. */
public final class PlatformFiles {

    private static final Pattern LEFT = Pattern.compile(String.join("|",
            "\\..+",        // hidden: ._X.java and .DS_Store of macOS, .#X.java of Emacs, .X.java.swp of Vim, .git
            "__MACOSX", "Icon\r", "Thumbs\\.db", "ehthumbs\\.db", "desktop\\.ini", "~\\$.*", "\\$RECYCLE\\.BIN",
            "System Volume Information", "lost\\+found", "@eaDir",
            "#.*#", ".*~", ".*\\.(bak|orig|rej|swp|tmp|part|crdownload)"), Pattern.CASE_INSENSITIVE);
    private static final Pattern TABLE = Pattern.compile(".*\\.(csv|tsv|xls|xlsx|ods)", Pattern.CASE_INSENSITIVE);
    private static final String JAVA = ".java";
    private static final Pattern SECTIONS = Pattern.compile("[^/]*\\.(sql|steps)");
    /** Files that no type is named after. */
    private static final Set<String> OTHER_STEMS = Set.of("package-info", "module-info");

    private PlatformFiles() {}

    /** Whether no person meant a file or folder of this name: it is as if it were not there. */
    public static boolean isOne(String name) {
        return LEFT.matcher(name).matches();
    }

    /** Whether a file of this name is a table, such as the list of participants that lies among submissions. */
    public static boolean isTable(String name) {
        return TABLE.matcher(name).matches();
    }

    /** Whether it is a Java file that no platform has left. */
    public static boolean isJava(String name) {
        return name.endsWith(JAVA) && !isOne(name);
    }

    /**
     * Whether it is a file whose sections are tasks, and that no platform has left: in SQL, or steps of a check. The
     * name may have folders before it.
     */
    public static boolean isSections(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return SECTIONS.matcher(file).matches() && !isOne(file);
    }

    /** Whether it is a file that a learner may write: Java, SQL, or steps. */
    public static boolean isSource(String name) {
        return isJava(name) || isSections(name);
    }

    /**
     * Whether a Java file has the name that browsers, file managers and shared folders give to a second `original`, in
     * any language: `Listener (1).java`, `Listener - Kopie.java`, `Copy of Listener.java`.
     */
    public static boolean isCopy(String name, String original) {
        String stem = stem(name);
        return name.endsWith(JAVA) && !SourceVersion.isIdentifier(stem) && !OTHER_STEMS.contains(stem)
                && Set.of(stem.split("[^\\p{javaJavaIdentifierPart}]+")).contains(stem(original));
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - (name.endsWith(JAVA) ? JAVA.length() : 0));
    }
}
