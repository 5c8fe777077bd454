package grader.machine.os;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes below this program at one moment. To find the descendants of a process, the JDK reads the state of
 * every process of the machine; a tree has done that once, for all of them.
 */
public final class ProcessTree {

    private final Map<Optional<ProcessHandle>, List<ProcessHandle>> children;

    private ProcessTree(Map<Optional<ProcessHandle>, List<ProcessHandle>> children) {
        this.children = children;
    }

    /**
     * The descendants of a process; none if it has ended. Its number may be that of another process then, and the JDK
     * would return what that one has started.
     */
    public static List<ProcessHandle> below(ProcessHandle root) {
        return root.isAlive() ? root.descendants().toList() : List.of();
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
