package grader.machine.os;

import static java.util.stream.Collectors.groupingBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes below this program at one moment. To find the descendants of a process, the JDK reads the state of
 * every process of the machine; a tree has done that once, for all of them.
 */
public final class ProcessTree {

    /** Whether Linux lists the children of a thread (proc(5), `CONFIG_PROC_CHILDREN`). */
    private static final boolean LISTED = Files.isReadable(Path.of("/proc/thread-self/children"));

    private final Map<Optional<ProcessHandle>, List<ProcessHandle>> children;

    private ProcessTree(Map<Optional<ProcessHandle>, List<ProcessHandle>> children) {
        this.children = children;
    }

    /**
     * The descendants of a process; none if it has ended. Its number may be that of another process then, and the JDK
     * would return what that one has started.
     */
    public static List<ProcessHandle> below(ProcessHandle root) {
        if (!root.isAlive()) {
            return List.of();
        }
        // This program has so many threads that all processes of the machine are read sooner.
        if (!LISTED || root.equals(ProcessHandle.current())) {
            return root.descendants().toList();
        }
        List<ProcessHandle> all = new ArrayList<>(childrenOf(root.pid()));
        for (int next = 0; next < all.size(); next++) {
            all.addAll(childrenOf(all.get(next).pid()));
        }
        return all;
    }

    private static List<ProcessHandle> childrenOf(long pid) {
        return LinuxProcess.threadFolders(pid)
                .flatMap(thread -> Stream.of(LinuxProcess.text(thread, "children").split(" ")))
                .filter(child -> !child.isEmpty())
                .flatMap(child -> ProcessHandle.of(Long.parseLong(child)).stream())
                .toList();
    }

    public static ProcessTree now() {
        return new ProcessTree(ProcessHandle.current().descendants().collect(groupingBy(ProcessHandle::parent)));
    }

    /**
     * A process and those that it has started, directly or not; also of a process that is not below this program any
     * more.
     */
    public List<ProcessHandle> of(ProcessHandle root) {
        if (children.values().stream().noneMatch(some -> some.contains(root))) {
            return LinuxProcess.tree(root);
        }
        List<ProcessHandle> all = new ArrayList<>(List.of(root));
        for (int next = 0; next < all.size(); next++) {
            all.addAll(children.getOrDefault(Optional.of(all.get(next)), List.of()));
        }
        return all;
    }
}
