package docs.studio.xray.agent;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Where a request was, and when. One thread at a time moves it on, and another may write it meanwhile. */
final class Trail {

    private static final int MOST = 96;
    private static final int LONGEST = 200;
    private static final int MOST_LOOKS = 6;

    private static final AtomicLong COUNT = new AtomicLong();

    private final List<Identity> known = new ArrayList<>(2);
    private final long number = COUNT.incrementAndGet();
    private final long epochMillis = System.currentTimeMillis();
    private long[] at = new long[12];
    private byte[] places = new byte[12];
    private int count;
    private long end;           // 0: it is in progress
    private boolean connection;     // no request of it has begun
    private String method = "";
    private String target = "";
    private int status;
    private Thread thread;
    private String threadName = "";
    private final Map<String, Integer> looks = new LinkedHashMap<>();     // what its thread did, and how often

    Trail(boolean connection) {
        this.connection = connection;
    }

    synchronized void isKnownAs(Identity identity) {
        known.add(identity);
    }

    synchronized List<Identity> known() {
        return List.copyOf(known);
    }

    boolean isConnection() {
        return connection;
    }

    void becomeRequest() {
        connection = false;
    }

    synchronized boolean isAt(int place) {
        return count > 0 && places[count - 1] == place;
    }

    boolean isOver() {
        return end != 0;
    }

    /** What goes back and forth for long ends where it was last. */
    synchronized void moveTo(int place, long now) {
        if (end != 0 || count > 0 && places[count - 1] == place) {
            return;
        }
        if (count == MOST) {
            count--;
        } else if (count == at.length) {
            at = Arrays.copyOf(at, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        at[count] = now;
        places[count++] = (byte) place;
        thread = Thread.currentThread();
    }

    synchronized void label(String itsMethod, String itsTarget) {
        method = itsMethod;
        target = itsTarget.length() > LONGEST ? itsTarget.substring(0, LONGEST) + "…" : itsTarget;
    }

    boolean isLabeled() {
        return !method.isEmpty();
    }

    synchronized void status(int number) {
        status = number;
    }

    synchronized void end(long now) {
        end = now;
        threadName = thread == null ? "" : thread.getName();
        thread = null;
    }

    /** Whether it will never move on: no handler of this server has had it, and its thread has ended. */
    synchronized boolean isAbandoned() {
        return end == 0 && method.isEmpty() && thread != null && !thread.isAlive();
    }

    /** Nanoseconds since it began. */
    synchronized long nanos(long now) {
        return count == 0 ? 0 : (end == 0 ? now : end) - at[0];
    }

    /** Notes what its thread does now, if it has one. */
    void look() {
        Thread its;
        synchronized (this) {
            its = thread;
        }
        if (its != null && its != Thread.currentThread()) {
            String words = words(its, its.getStackTrace()) + LockOwner.words(its);
            synchronized (this) {
                if (!words.isEmpty() && (looks.size() < MOST_LOOKS || looks.containsKey(words))) {
                    looks.merge(words, 1, Integer::sum);
                }
            }
        }
    }

    /** The state of a thread, the line of the server's own code where it is, and what that calls. */
    private static String words(Thread thread, StackTraceElement[] stack) {
        String called = "";
        for (StackTraceElement frame : stack) {
            if (isOwn(frame)) {
                return thread.getState() + " at " + frame.getFileName() + ":" + frame.getLineNumber() + ", in "
                        + name(frame) + (called.isEmpty() ? "" : ", which calls " + called);
            }
            called = name(frame);
        }
        return called.isEmpty() ? "" : thread.getState() + " in " + called;
    }

    /** Whether it is of the server's own code. */
    static boolean isOwn(StackTraceElement frame) {
        return frame.getModuleName() == null && frame.getClassName().indexOf('.') < 0;
    }

    private static String name(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    /** @param silent the place where a connection waits for its client: that time is not the request's */
    synchronized void writeTo(DataOutputStream out, int silent, long now) throws IOException {
        out.writeLong(number);
        out.writeLong(epochMillis);
        out.writeUTF(method);
        out.writeUTF(target);
        out.writeInt(status);
        out.writeBoolean(end != 0);
        out.writeUTF(end != 0 || thread == null ? threadName : thread.getName());
        out.writeInt(looks.size());
        for (Map.Entry<String, Integer> look : looks.entrySet()) {
            out.writeUTF(look.getKey());
            out.writeInt(look.getValue());
        }
        int spans = 0;
        for (int i = 0; i < count; i++) {
            spans += places[i] == silent ? 0 : 1;
        }
        out.writeInt(spans);
        for (int i = 0; i < count; i++) {
            if (places[i] != silent) {
                out.writeByte(places[i]);
                out.writeLong((i + 1 < count ? at[i + 1] : end == 0 ? now : end) - at[i]);
            }
        }
    }
}
