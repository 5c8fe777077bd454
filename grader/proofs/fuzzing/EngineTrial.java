package grader.proofs.fuzzing;

import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.core.course.Lab;
import grader.proofs.protocol.Finding;
import grader.proofs.protocol.NetworkSchedule;
import grader.proofs.protocol.Replies;
import grader.proofs.protocol.Reply;
import grader.proofs.protocol.Script;
import grader.proofs.soak.SoakedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The same bytes over sockets, to lab 08's server with the engine `thread` and with another engine: there whole, in
 * bytes, in pieces and by a slow reader, all at the same time, beside a client that leaves. The responses are the same.
 */
final class EngineTrial implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(1);     // whether a task is not written
    private static final int MOST_READ = 2 << 20;
    private static final int LITTLE_ROOM = 4096;
    private static final int TIMEOUT = 120_000;     // in milliseconds: no client is given up
    private static final int BACKLOG = 128;

    private final SoakedServer reference;
    private final SoakedServer tried;

    /** Starts both servers. @param mine out of labs/ instead of solutions/ */
    EngineTrial(Lab lab, String engine, boolean mine) throws IOException, InterruptedException {
        this.reference = new SoakedServer(lab, List.of("--engine", "thread"), mine, TIMEOUT, BACKLOG);
        this.tried = new SoakedServer(lab, List.of("--engine", engine), mine, TIMEOUT, BACKLOG);
        try {
            reference.open();
            tried.open();
        } catch (IOException | InterruptedException | RuntimeException error) {
            close();
            throw error;
        }
    }

    /** What a client has got. @param end how the connection ended; empty if it went away before */
    private record Heard(String how, List<Reply> replies, String end) {}

    /** A client that sends all and then ends its side. */
    private static final class Client implements AutoCloseable {

        private final String how;
        private final SoakedServer host;
        private final RawConnection connection;
        private final NetworkSchedule schedule;
        private final byte[] input;
        private int at;

        Client(String how, SoakedServer host, Peer peer, NetworkSchedule schedule, byte[] input) throws IOException {
            this.how = how;
            this.host = host;
            this.connection = RawConnection.connect(host.address(), peer, LIMIT);
            this.schedule = schedule;
            this.input = input;
        }

        /** Sends the next piece, or the end of all. Returns whether there is more to send. */
        boolean send() {
            if (at == input.length) {
                connection.halfClose();
                return false;
            }
            int end = at + schedule.comes(input.length - at);
            // A server that has answered the last request of a connection may have closed it: that is no fault.
            connection.send(Arrays.copyOfRange(input, at, end), LIMIT);
            at = end;
            return true;
        }

        Heard hear() {
            long most = System.nanoTime() + LIMIT.toNanos();
            while (isIncomplete() && System.nanoTime() < most && host.unwritten().isEmpty()) {
                connection.within(LOOK);
                while (isIncomplete() && connection.more()) {
                    // up to the end
                }
            }
            if (isIncomplete()) {
                throw new Finding("the connection does not end", how + ": " + connection.how());
            }
            byte[] bytes = connection.bytes().toString().getBytes(StandardCharsets.ISO_8859_1);
            // The clock goes on between two conversations.
            List<Reply> replies = Replies.toGets(bytes, connection.hasEnded())
                    .stream()
                    .map(reply -> reply.without("Date"))
                    .toList();
            return new Heard(how, replies, connection.isOver() ? connection.how() : "");
        }

        private boolean isIncomplete() {
            return !connection.isOver() && connection.bytes().length() < MOST_READ;
        }

        @Override
        public void close() {
            connection.reset();
        }
    }

    /**
     * @return how many conversations that were
     * @throws Finding if something is wrong
     */
    int of(Script script, Random random) {
        byte[] input = withoutHeads(script.bytes());
        try {
            Heard meant = hear(List.of(new Client("thread", reference, Peer.client(), NetworkSchedule.WHOLE, input)))
                    .getFirst();
            List<Client> clients = clients(input, random);
            leave(input, random);
            hear(clients).forEach(heard -> same(meant, heard));
            return clients.size() + 2;
        } catch (IOException refused) {
            throw named(new Finding("no connection is made", refused));
        } catch (Finding finding) {
            throw named(finding);
        }
    }

    /** A task that is not written is the cause of all else. */
    private RuntimeException named(Finding finding) {
        return Stream.of(reference, tried)
                .flatMap(host -> host.unwritten().stream())
                .findFirst()
                .orElseThrow(() -> finding);
    }

    /** The length of a response to a HEAD cannot be known from the response alone. */
    private static byte[] withoutHeads(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1).replace("HEAD ", "GET ")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<Client> clients(byte[] input, Random random) throws IOException {
        List<Client> clients = new ArrayList<>();
        clients.add(new Client("whole", tried, Peer.client(), NetworkSchedule.WHOLE, input));
        clients.add(new Client("pieces", tried, Peer.client(), NetworkSchedule.pieces(random), input));
        clients.add(new Client("slow", tried, Peer.slow(LITTLE_ROOM), NetworkSchedule.pieces(random), input));
        if (input.length <= Trial.MOST_FOR_BYTES) {
            clients.add(new Client("bytes", tried, Peer.client(), NetworkSchedule.BYTES, input));
        }
        return clients;
    }

    /** Sends some of it, and leaves. */
    private void leave(byte[] input, Random random) throws IOException {
        try (RawConnection connection = RawConnection.connect(tried.address(), Peer.client(), LIMIT)) {
            connection.send(Arrays.copyOf(input, random.nextInt(input.length + 1)), LIMIT);
            if (random.nextBoolean()) {
                connection.reset();
            }
        }
    }

    /** All send in turn; what they get they read when all has been sent. */
    private static List<Heard> hear(List<Client> clients) {
        try {
            List<Client> senders = new ArrayList<>(clients);
            while (!senders.isEmpty()) {
                senders.removeIf(client -> !client.send());
            }
            return clients.stream().map(Client::hear).toList();
        } finally {
            clients.forEach(Client::close);
        }
    }

    /** As far as both go. What was not sent when a connection is reset is lost. */
    private static void same(Heard meant, Heard heard) {
        boolean over = !meant.end().isEmpty() && !heard.end().isEmpty();
        if (over && !meant.end().equals(heard.end()) && !mayBeReset(meant)) {
            throw new Finding("two engines differ in the end",
                    heard.how() + ": " + heard.end() + ", not " + meant.end());
        }
        boolean both = over && meant.end().equals(RawConnection.CLOSED) && heard.end().equals(RawConnection.CLOSED);
        if (both && meant.replies().size() != heard.replies().size()) {
            throw new Finding("two engines differ in the number of answers",
                    heard.how() + ": " + heard.replies().size() + ", not " + meant.replies().size());
        }
        Trial.same("two engines", heard.how() + ", ", meant.replies(), heard.replies(), both);
    }

    /**
     * After its last request a client must not send another one (RFC 9112 §9.6). If it does, the server may have closed
     * the connection already, or not, depending on when the pieces come.
     */
    private static boolean mayBeReset(Heard meant) {
        return !meant.replies().isEmpty() && meant.replies().getLast().closes();
    }

    @Override
    public void close() {
        reference.close();
        tried.close();
    }
}
