package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.starter.TypeGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The server after lab 07 can be read as a whole: all code that a request passes, from the listening socket to the last
 * byte of its response, with all that this code uses.
 *
 * <p>Some 720 of these lines are for labs 12 to 14 (who the client is, the time at each stop, what time is left, a
 * reset while a handler works, how a response ended, content that no memory holds, a tunnel after HTTP, interim
 * responses), and for a server that lacks memory, threads or descriptors.
 *
 * <p>What counts is a line of code: no comment, no import, not blank. What does not count are the layers of lab 05 and
 * the shop, which use the server, and {@link #BESIDE}.
 */
class ServerSizeTest {

    private static final int MOST_LINES = 3_750;
    private static final List<String> WAY = List.of("Server", "BlockingEngine", "HttpConnection", "SystemClock",
            "Router", "RejectHttps");

    /** The command line, what stands in for unwritten tasks, and what shows the queues. */
    private static final Set<String> BESIDE =
            Set.of("Flags", "Launcher", "Todo", "AdminServer", "KernelQueue", "QueueMonitor");

    private static final TypeGraph GRAPH = TypeGraph.of(Course.here());

    @Test
    void canBeReadAsAWhole() {
        Map<String, Long> lines = new TreeMap<>();
        for (String name : WAY) {
            assertTrue(GRAPH.types().containsKey(name), "solutions/ has no " + name + ".java");
        }
        GRAPH.usedFrom(WAY, BESIDE).forEach(name -> lines.put(name, GRAPH.types().get(name).lines()));
        for (String part : List.of("Acceptor", "HeadParser", "ChunkedDecoder", "RoutePath", "SocketDriver",
                "ResponseWriter")) {
            assertTrue(lines.containsKey(part), part + " is not among those on the way: " + lines.keySet());
        }
        long all = lines.values().stream().mapToLong(Long::longValue).sum();
        assertTrue(all < MOST_LINES, "lab 07's server has " + all + " lines of code: " + lines);
    }
}
