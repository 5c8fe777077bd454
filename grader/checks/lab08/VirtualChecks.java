package grader.checks.lab08;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Task virtual: a thread for each connection that is no thread of the kernel. */
class VirtualChecks {

    @Test
    @Check(value = "virtual: silent clients hold up no others", task = "virtual", rule = "answers-virtual", points = 2,
            foundation = true, ownServer = true,
            explain = """
                    Each connection has a thread that waits for this client and for no other. A virtual thread does so,
                    too.
                    """)
    void virtualAnswers(Rig rig) {
        Lab08.expectOthersServed(rig, "virtual");
    }

    @Test
    @Check(value = "virtual: a connection works as in lab 07", task = "virtual", rule = "connection", points = 1,
            builds = "thread-connection", slow = true, ownServer = true,
            explain = """
                    An engine changes who waits, and nothing of what the client sees. The connection is that of lab 07,
                    with every response, timeout and end.
                    """)
    void virtualConnection(Rig rig) {
        Lab08.tryLab07(rig, "virtual", Lab08.CONNECTION);
    }

    @Test
    @Check(value = "virtual: 200 handlers that wait at the same time share a few threads of the kernel",
            task = "virtual", rule = "few-threads", points = 2, ownServer = true,
            explain = """
                    A virtual thread occupies a thread of the kernel only while it runs. 200 threads of the kernel for
                    200 clients mean that these are platform threads.
                    """)
    void fewThreads(Rig rig) {
        Lab08.expectFewThreads(rig, "virtual");
    }
}
