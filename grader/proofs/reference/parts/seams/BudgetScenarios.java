import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Clients whose content has to fit into one budget. */
final class BudgetScenarios {

    private static final int MIB = 1 << 20;
    private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + MIB + "\r\n\r\n";

    private final BodyBudget budget = new BodyBudget(2 * MIB);

    private BudgetScenarios() {}

    /** Two halves of large requests leave no room for a third, whichever way the first two end. */
    static String bodiesShareABudget() {
        BudgetScenarios server = new BudgetScenarios();
        List<String> seen = new ArrayList<>();
        HttpConnection first = server.connection();
        HttpConnection second = server.connection();
        send(first, POST + "x".repeat(MIB * 3 / 4));
        send(second, POST + "x".repeat(MIB * 3 / 4));
        seen.add(send(server.connection(), POST + "x".repeat(MIB)));
        seen.add(send(server.connection(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        seen.add(send(second, "x".repeat(MIB / 4)));
        for (int i = 0; i < 3; i++) {
            seen.add(send(server.connection(), POST + "x".repeat(MIB)));
        }
        first.closed();
        HttpConnection late = server.connection();
        send(late, POST + "x".repeat(MIB / 2));
        late.receive(ByteBuffer.wrap("x".repeat(MIB / 2).getBytes(ISO_8859_1)));
        late.closed();                          // It has arrived, and nothing has handled it.
        server.budget.take(2 * MIB);            // All of it is free.
        return String.join(", ", seen);
    }

    /** A large buffer and content do not fit into memory that is full, and fit once it is free again. */
    static String outlastsFullMemory() {
        ByteBuffer in = ByteBuffer.allocate(MIB);
        BodyBudget budget = new BodyBudget(MIB);
        BufferedContent content = new BufferedContent(MIB, budget);
        BufferPool buffers = new BufferPool(BufferPool.SIZE);
        Runnable[] fitNot = {buffers::acquire, () -> content.add(in, MIB)};
        List<byte[]> memory = new ArrayList<>(MIB);
        for (int size = MIB; size > 0;) {
            try {
                memory.add(new byte[size]);
            } catch (OutOfMemoryError full) {
                size /= 2;
            }
        }
        int failed = 0;
        for (int i = 0; i < fitNot.length; i++) {
            try {
                fitNot[i].run();
            } catch (OutOfMemoryError full) {
                failed++;
            }
        }
        memory.clear();
        content.release();
        new BufferedContent(MIB, budget).add(in, MIB);
        return failed + " failed, then a buffer of " + buffers.acquire().capacity();
    }

    private HttpConnection connection() {
        return Unplugged.connection(request -> Response.text(200, ""), budget);
    }

    /** Returns the status of the response, or what the connection waits for. */
    private static String send(HttpConnection connection, String text) {
        connection.receive(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        String response = Unplugged.play(connection);
        return response.isEmpty() ? "" + connection.wants() : response.substring("HTTP/1.1 ".length(), 12);
    }
}
