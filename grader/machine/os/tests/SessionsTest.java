package grader.machine.os.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.machine.os.Sessions;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** A session is known by the process that began it, not by a number that the kernel may give again. */
class SessionsTest {

    private final ProcessHandle current = ProcessHandle.current();
    private final Sessions sessions = new Sessions();

    @Test
    void oneThatWasAddedIsKnown() {
        assertFalse(sessions.has(current.pid()));
        sessions.add(current);
        assertTrue(sessions.has(current.pid()));
        assertFalse(sessions.has(Sessions.NONE));
    }

    @Test
    void itOutlivesItsLeader() throws IOException, InterruptedException {
        Process leader = new ProcessBuilder("true").start();
        leader.waitFor();
        sessions.add(leader.toHandle());
        assertTrue(sessions.has(leader.pid()));
    }

    @Test
    void aProcessThatGotTheSameIdLaterBeganAnotherSession() {
        ProcessHandle earlier = (ProcessHandle) Proxy.newProxyInstance(ProcessHandle.class.getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (self, method, values) -> method.getName().equals("pid") ? current.pid()
                        : method.getName().equals("equals") && self == values[0]);
        sessions.add(earlier);
        assertFalse(sessions.has(current.pid()));
    }
}
