package grader.machine.os.limits;

import grader.machine.os.Commands;
import grader.machine.os.LinuxProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits of the kernel that are so small that a server meets them: each of its processes has its own. They need no
 * root, but prlimit(1).
 *
 * <p>A file that would become longer than `fileBytes` cannot be written, as if the disk was full. The runtimes of Java,
 * Python and Go see an error (EFBIG); other programs may be ended by SIGXFSZ. For a log on a full disk, a server can
 * write to `/dev/full`. Memory has no limit here: a JVM has the small heap of `Rig.startSmall`.
 *
 * @param descriptors how many each process may have open; 0: as many as usual
 * @param fileBytes how long a file may become; 0: as long as usual
 */
public record SmallLimits(int descriptors, long fileBytes) {

    private static final String PROGRAM = "prlimit";

    public static final SmallLimits USUAL = new SmallLimits(0, 0);

    public static SmallLimits ofDescriptors(int most) {
        return new SmallLimits(most, 0);
    }

    public static SmallLimits ofFiles(long bytes) {
        return new SmallLimits(0, bytes);
    }

    /** Whether this machine can set limits. */
    public static boolean work() {
        return Commands.succeeds(PROGRAM, "--nofile", "--fsize");
    }

    /**
     * A command that runs `command` with these limits. It cannot have more descriptors later: a JVM takes as many as it
     * can get. But {@link #applyTo} can allow longer files.
     */
    public List<String> around(List<String> command) {
        List<String> all = new ArrayList<>();
        if (!equals(USUAL)) {
            all.add(PROGRAM);
            all.addAll(options("" + descriptors));
            all.add("--");
        }
        all.addAll(command);
        return all;
    }

    /** Sets these limits for a running process and its descendants, until the next call; false if that failed. */
    public boolean applyTo(ProcessHandle process) {
        return LinuxProcess.tree(process).stream().allMatch(each -> {
            List<String> command = new ArrayList<>(List.of(PROGRAM, "--pid", String.valueOf(each.pid())));
            command.addAll(options(descriptors + ":"));
            return Commands.succeeds(command.toArray(String[]::new)) || !each.isAlive();
        });
    }

    /** After a number, a colon means: this is the soft limit, and the hard one stays. */
    private List<String> options(String most) {
        List<String> options = new ArrayList<>();
        if (descriptors > 0) {
            options.add("--nofile=" + most);
        }
        if (fileBytes > 0) {
            options.add("--fsize=" + fileBytes + ":");
        }
        return options;
    }
}
