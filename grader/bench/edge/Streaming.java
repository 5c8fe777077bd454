package grader.bench.edge;

import grader.bench.server.Contender;
import grader.bench.server.Cpus;
import grader.bench.server.Program;
import grader.bench.server.Running;
import grader.bench.server.Workplace;
import grader.core.console.UserError;
import grader.machine.os.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** What it takes an edge with little heap to pass on a message that is far longer. */
final class Streaming {

    static final String HEAP = "-Xmx64m";
    private static final int PART = 64 * 1024;
    private static final int PATIENCE = 120_000;
    private static final long LOOK = 16L << 20;

    /**
     * One message.
     *
     * @param cpu of the edge
     * @param mostBytes the most memory that it had in RAM meanwhile
     */
    record Passed(long bytes, Duration cpu, long nanos, long mostBytes) {}

    /**
     * Both, and what is left in the heap.
     *
     * @param response from the backend to the client
     * @param request from the client to the backend; an edge stores it first
     * @param heapBytes live objects in its heap after that; NaN where it is not told
     */
    record Figures(Passed response, Passed request, double heapBytes) {}

    private final EdgePrograms programs;
    private final Cpus cpus;
    private final Workplace place;
    private final long bytes;

    Streaming(EdgePrograms programs, Cpus cpus, Workplace place, long bytes) {
        this.programs = programs;
        this.cpus = cpus;
        this.place = place;
        this.bytes = bytes;
    }

    /** @throws UserError if the edge does not pass all of it on */
    Figures of(Contender contender) throws Commands.Failed {
        try (LongBackend backend = new LongBackend()) {
            List<String> flags = new ArrayList<>(programs.edgeFlags(contender, backend.port()));
            flags.addAll(List.of("--max-body", String.valueOf(Integer.MAX_VALUE), "--body-folder",
                    place.folder.toString()));
            for (String time : List.of("--total-timeout", "--body-timeout", "--request-timeout", "--handler-timeout")) {
                flags.addAll(List.of(time, String.valueOf(PATIENCE)));
            }
            Program program = programs.edge(contender, flags).withHeap(HEAP);
            try (Running edge = new Running(contender + "-64m", program, cpus, place)) {
                Passed response = passed(edge, this::response);
                Passed request = passed(edge, this::request);
                return new Figures(response, request, edge.liveHeap());
            }
        } catch (IOException error) {
            throw new UserError(contender + " does not pass on " + bytes + " bytes with " + HEAP + ": "
                    + error.getMessage(), "./jbang grade lab14 says more");
        }
    }

    private interface Message {

        /** @param moved gets how many bytes have been moved, again and again */
        void pass(Socket edge, LongConsumer moved) throws IOException;
    }

    private Passed passed(Running edge, Message message) throws IOException {
        long[] most = {edge.rss(), LOOK};
        Duration before = edge.cpu();
        long start = System.nanoTime();
        try (Socket socket = new Socket(edge.address().getAddress(), edge.address().getPort())) {
            socket.setSoTimeout(PATIENCE);
            message.pass(socket, moved -> {
                if (moved >= most[1]) {
                    most[0] = Math.max(most[0], edge.rss());
                    most[1] = moved + LOOK;
                }
            });
        }
        most[0] = Math.max(most[0], edge.rss());
        return new Passed(bytes, edge.cpu().minus(before), System.nanoTime() - start, most[0]);
    }

    private void response(Socket edge, LongConsumer moved) throws IOException {
        send(edge, "GET /" + bytes + " HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n");
        InputStream in = edge.getInputStream();
        byte[] part = new byte[PART];
        long all = 0;
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            if (all == 0) {
                requireSuccess(new String(part, 0, count, StandardCharsets.ISO_8859_1));
            }
            all += count;
            moved.accept(all);
        }
        if (all <= bytes) {
            throw new IOException("only " + all + " bytes of the response came");
        }
    }

    private void request(Socket edge, LongConsumer moved) throws IOException {
        send(edge, "POST / HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\nContent-Length: " + bytes + "\r\n\r\n");
        OutputStream out = edge.getOutputStream();
        byte[] part = new byte[PART];
        for (long sent = 0; sent < bytes;) {
            int count = (int) Math.min(PART, bytes - sent);
            out.write(part, 0, count);
            sent += count;
            moved.accept(sent);
        }
        String response = new String(edge.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        requireSuccess(response);
        if (!response.endsWith("\r\n\r\n" + bytes)) {
            throw new IOException("the backend did not get " + bytes + " bytes");
        }
    }

    private static void requireSuccess(String response) throws IOException {
        if (!response.startsWith("HTTP/1.1 200 ")) {
            throw new IOException("expected a 200, got " + response.lines().findFirst().orElse("nothing"));
        }
    }

    private static void send(Socket edge, String head) throws IOException {
        edge.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }
}
