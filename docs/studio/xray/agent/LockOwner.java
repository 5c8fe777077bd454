package docs.studio.xray.agent;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** Which thread holds the lock that another one waits for: a monitor, or a `java.util.concurrent.locks.Lock`. */
final class LockOwner {

    private static final int DEPTH = 60;

    private LockOwner() {}

    /** Such as `; thread report holds the lock, at OrderStore.java:20`; empty if none is known to. */
    static String words(Thread waiting) {
        if (waiting.isVirtual() || waiting.getState() == Thread.State.RUNNABLE) {
            return "";
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ThreadInfo info = threads.getThreadInfo(waiting.threadId());
        ThreadInfo owner = info == null || info.getLockOwnerId() < 0 ? null
                : threads.getThreadInfo(info.getLockOwnerId(), DEPTH);
        return owner == null ? "" : "; thread " + owner.getThreadName() + " holds the lock" + place(owner);
    }

    private static String place(ThreadInfo owner) {
        for (StackTraceElement frame : owner.getStackTrace()) {
            if (Trail.isOwn(frame)) {
                return ", at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
