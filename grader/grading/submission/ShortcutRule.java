package grader.grading.submission;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One kind of shortcut: what it is found by, and why it matters. {@link #ALL} is the whole rule.
 *
 * <p>A lab needs some of this itself: `allows` in its `tasks.yaml` names the file and the kind, for that lab and those
 * after it. Strings count as far as a class file shows them, so what is put together at run time cannot be seen.
 *
 * @param purpose follows the name of what is used
 * @param classes names such as `java/lang/ProcessBuilder`, also in strings, with dots
 * @param members such as `java/lang/Runtime.exec`
 * @param texts whole strings
 * @param paths strings that are passed as a path to one of {@link #FILE_APIS}
 */
record ShortcutRule(String kind, String purpose, String why, Pattern classes, Pattern members, Pattern texts,
        Pattern paths) {

    private static final String NONE = "(?!)";

    static final List<ShortcutRule> ALL = List.of(
            rule("process", " to start, end or look at another process",
                    "another program could do what the lab asks you to write",
                    "java/lang/ProcessBuilder(\\$.*)?|java/lang/ProcessImpl",
                    "java/lang/Runtime\\.exec"
                            + "|java/lang/ProcessHandle\\.(of|allProcesses|parent|children|descendants|destroy"
                            + "|destroyForcibly)",
                    NONE, NONE),
            rule("http-server", ", a server that is ready-made", "this course is about writing one",
                    "com/sun/net/httpserver/.+|sun/net/httpserver/.+|org/h2/tools/(Server|Console)|org/h2/server/.+",
                    NONE, "jdk\\.httpserver(/.*)?|(.*/)?jwebserver", NONE),
            rule("agent", " to change or attach to a running JVM",
                    "code could change after it was compiled and inspected",
                    "java/lang/instrument/.+|com/sun/tools/attach/.+|sun/tools/attach/.+|sun/instrument/.+", NONE,
                    "java\\.instrument|jdk\\.attach|-javaagent:.*", NONE),
            rule("internal-api", ", an internal API of the JDK",
                    "it can change with any release, and the lab can be done with what the JDK documents",
                    "sun/(?!misc/Signal(Handler)?$).+|(com/sun|jdk/internal)/.+", NONE, NONE, NONE),
            rule("native", " to run native code", "it is not Java, and the JVM cannot keep it within bounds",
                    "java/lang/foreign/.+", "java/lang/(System|Runtime)\\.(load|loadLibrary)|.* \\(native\\)", NONE,
                    NONE),
            rule("class-loading", " to load classes that are not among the sources",
                    "what was not handed in cannot be graded",
                    "java/net/URLClassLoader|java/security/SecureClassLoader",
                    ".*\\.(defineClass|defineHiddenClass|defineHiddenClassWithClassData)", NONE, NONE),
            rule("outside", ", which is outside the submission",
                    "what is there is not its work, and is not there on another machine",
                    NONE, NONE,
                    // those of this course's checkout and of JBang, other processes, and the user's home
                    "(.*/)?solutions/\\d\\d-.*|(.*/)?\\.jbang(/.*)?|/proc/(\\d|\u0001).*|user\\.home",
                    // what a process may ask of its own system is not meant
                    "(?!(/proc/(self/(fd|fdinfo|stat|statm|status|limits|net|io|maps|task|cgroup|mountinfo)|net|sys"
                            + "|cpuinfo|meminfo|loadavg|stat|uptime|version)|/sys/fs/cgroup|/dev/null|/dev/u?random)"
                            + "(/(?!.*\\.\\.).*)?$)(/.*|~.*|[A-Za-z]:\\\\.*|(.*[/\\\\])?\\.\\.([/\\\\].*)?)"));

    /** What takes paths as strings. */
    static final Pattern FILE_APIS = Pattern.compile("java/nio/file/(Path\\.(of|resolve|resolveSibling)|Paths\\.get"
            + "|FileSystem\\.getPath)|java/io/(File|FileInputStream|FileOutputStream|FileReader|FileWriter"
            + "|RandomAccessFile|PrintStream|PrintWriter)\\.<init>");

    /** A class in a string: its last part begins with a capital letter, which those of system properties do not. */
    private static final Pattern CLASS_NAME = Pattern.compile("[a-z]\\w*([./]\\w+)*[./][A-Z][\\w$]*");

    private static final int LONGEST_NAME = 200;

    private static ShortcutRule rule(String kind, String purpose, String why, String classes, String members,
            String texts, String paths) {
        return new ShortcutRule(kind, purpose, why, Pattern.compile(classes), Pattern.compile(members),
                Pattern.compile(texts, Pattern.DOTALL), Pattern.compile(paths, Pattern.DOTALL));
    }

    /** The sentence, if the class is one of this kind. @param name such as `java/lang/ProcessBuilder` */
    Optional<String> onClass(String name) {
        return classes.matcher(name).matches() ? said("uses " + name.replaceAll("[/$]", ".")) : Optional.empty();
    }

    /** @param owner a class @param name of its method or field */
    Optional<String> onMember(String owner, String name) {
        return onClass(owner).or(() -> members.matcher(owner + "." + name).matches()
                ? said("uses " + owner.replaceAll("[/$]", ".") + "." + name)
                : Optional.empty());
    }

    /** For a string, wherever it is used. */
    Optional<String> onText(String text) {
        boolean named = text.length() <= LONGEST_NAME && CLASS_NAME.matcher(text).matches()
                && classes.matcher(text.replace('.', '/')).matches();
        return named || texts.matcher(text).matches() ? said("has the string \"" + shown(text) + "\"")
                : Optional.empty();
    }

    /** For a string that is passed to one of {@link #FILE_APIS}. */
    Optional<String> onPath(String text) {
        return paths.matcher(text).matches() ? said("uses the path \"" + shown(text) + "\"") : Optional.empty();
    }

    private Optional<String> said(String use) {
        return Optional.of(use + purpose + ": " + why);
    }

    /** What only a run would tell, and what is too long, is left out: `/proc/…/environ`. */
    private static String shown(String text) {
        String known = text.replace("\u0001", "…");
        return known.length() <= LONGEST_NAME ? known : known.substring(0, LONGEST_NAME) + "…";
    }
}
