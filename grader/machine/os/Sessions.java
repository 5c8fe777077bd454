package grader.machine.os;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions of the kernel, each by the process that began it, whose id the session has (setsid(2)).
 *
 * <p>The kernel does not give that id to another process while the session has members. After that it may: then the
 * process with the id began at another time, and the session is not the added one.
 */
public final class Sessions {

    /** No session has this id. */
    public static final long NONE = -1;

    private final Map<Long, ProcessHandle> leaders = new ConcurrentHashMap<>();

    /** Adds the session that this process has begun, or is about to begin. */
    public void add(ProcessHandle leader) {
        leaders.put(leader.pid(), leader);
    }

    /** Whether the session that has this id now is one of those added. */
    public boolean has(long id) {
        ProcessHandle leader = leaders.get(id);
        return leader != null && ProcessHandle.of(id).map(leader::equals).orElse(true);
    }
}
