package grader.grading.server;

import grader.machine.os.Output;
import grader.machine.os.ProcessControl;
import grader.machine.os.RunningThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a server computes and does not come to an end, while nothing is asked of it, and in which line. */
final class EndlessLoop {

    private static final Duration DUMP = Duration.ofSeconds(3);

    /**
     * A thread of a JVM's thread dump with the processor time that it has used, and what is said of it. A carrier's is
     * the time of the virtual threads that it has run; the stack of the one it runs now comes after its own.
     */
    private static final Pattern THREAD = Pattern.compile("(?m)^\".*\" #\\d+ .*\\bcpu=(?<cpu>[\\d.]+)ms .*\\R"
            + "(?<carrier>(?:[ \\t].*\\R)*? +Mounted virtual thread.*\\R)?(?<state>.*State: RUNNABLE\\R)?"
            + "(?<stack>(?:\\t.*\\R)+)");

    /** A thread in a call of the kernel is RUNNABLE, too, even while it sleeps there: in `accept`, say. */
    private static final Pattern IN_THE_KERNEL = Pattern.compile("\\A\\tat .*\\(.*Native Method\\)");
    private static final Pattern OWN_FRAME =
            Pattern.compile("\\tat (?<method>\\w+\\.\\w+)\\((?<line>\\w+\\.java:\\d+)\\)");

    private EndlessLoop() {}

    /** Such as `HeadReader.hasEmptyLine (HeadReader.java:34)`, or empty words where that is not known. */
    static Optional<String> in(Process process, Output out) {
        if (!RunningThreads.goOn(process.toHandle())) {
            return Optional.empty();
        }
        boolean java = process.info().command().filter(command -> Path.of(command).endsWith("java")).isPresent();
        return java ? busiest(dump(process, out)) : Optional.of("");
    }

    /** A JVM answers SIGQUIT with a dump of its threads on standard output. */
    private static List<String> dump(Process process, Output out) {
        new ProcessControl(process).signal("QUIT");
        out.await(line -> line.startsWith("JNI global refs"), DUMP);
        return out.lines();
    }

    /** Where the thread is that has used most time, of those that run the submission's code. */
    private static Optional<String> busiest(List<String> dump) {
        Matcher thread = THREAD.matcher(String.join("\n", dump) + "\n");
        double most = 0;
        Optional<String> place = Optional.empty();
        while (thread.find()) {
            double cpu = Double.parseDouble(thread.group("cpu"));
            Matcher frame = OWN_FRAME.matcher(thread.group("stack"));
            boolean runs = (thread.group("carrier") != null || thread.group("state") != null)
                    && !IN_THE_KERNEL.matcher(thread.group("stack")).find();
            if (runs && cpu > most && frame.find()) {
                most = cpu;
                place = Optional.of(frame.group("method") + " (" + frame.group("line") + ")");
            }
        }
        return place;
    }
}
