package grader.machine.os;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What keeps a submission from harming its surroundings, as far as this machine can.
 *
 * <p>Layer 0, everywhere: a scrubbed environment, a folder of its own, bounded output, the whole tree killed. Layer 1,
 * where the tools are there (Linux): a session of its own, default signal handling, limits on files, core and CPU, and
 * an end together with the grader. Layer 2: {@link Sandbox}.
 */
public final class Isolation {

    private static final List<String> SESSION = List.of("setsid");
    /** A background job starts with SIGINT ignored, and a JVM keeps that; checks of Ctrl+C need the default. */
    private static final List<String> SIGNALS = List.of("env", "--default-signal=INT,TERM,HUP,QUIT");
    private static final List<String> LIMITS =
            List.of("prlimit", "--nofile=4096", "--fsize=134217728", "--core=0", "--cpu=600", "--");

    /**
     * Ends with the thread that started it, which lives as long as the grading. So even a grader that is killed leaves
     * none.
     */
    private static final List<String> TOGETHER = List.of("setpriv", "--pdeathsig", "KILL");

    private static final List<String> PREFIX = prefix();

    private Isolation() {}

    private static List<String> prefix() {
        List<String> prefix = new ArrayList<>();
        for (List<String> tool : List.of(SESSION, SIGNALS, LIMITS, TOGETHER)) {
            if (works(tool)) {
                prefix.addAll(tool);
            }
        }
        return List.copyOf(prefix);
    }

    private static boolean works(List<String> tool) {
        List<String> command = new ArrayList<>(tool);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException | InterruptedException missing) {
            return false;
        }
    }

    /** The command with this machine's wrappers before it; they all exec, so the process id is the program's. */
    public static List<String> around(List<String> command) {
        List<String> all = new ArrayList<>(PREFIX);
        all.addAll(command);
        return all;
    }

    /** Whether SIGINT reaches a program even if the grader itself ignores it. */
    public static boolean resetsSignals() {
        return PREFIX.containsAll(SIGNALS);
    }

    /** For the report: which layer was in force. */
    public static String described() {
        return Sandbox.isEntered() ? "layer 2: bubblewrap: no other files, processes and network; limits"
                : PREFIX.containsAll(LIMITS) && PREFIX.containsAll(SESSION)
                        ? "layer 1: own session, limits, scrubbed environment"
                        : "layer 0: scrubbed environment";
    }

    /**
     * The environment of a submission: nothing of the grader's but what programs need to be found.
     *
     * @param home its folder
     * @param tag by which a process that has run away is found again
     * @param keepHome for a command of the user's own, whose tools look for their files at home
     */
    public static Map<String, String> environment(Path home, String tag, boolean keepHome) {
        Map<String, String> environment = new TreeMap<>();
        Map<String, String> own = System.getenv();
        for (String name : List.of("PATH", "JAVA_HOME")) {
            if (own.containsKey(name)) {
                environment.put(name, own.get(name));
            }
        }
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", home.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put(Processes.TAG, tag);
        if (keepHome) {
            environment.put("HOME", System.getProperty("user.home"));
            // where version managers say they live: PYENV_ROOT, NVM_DIR, CARGO_HOME, GOROOT
            own.forEach((name, value) -> {
                if (name.matches("[A-Z]+_(ROOT|HOME|DIR)|GOROOT|GOPATH")) {
                    environment.put(name, value);
                }
            });
        }
        return environment;
    }
}
