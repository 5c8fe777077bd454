package parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Responses that go through lab 09's compression, and how often their content was read, which is: compressed. */
public final class Caller implements Function<String, String> {

    private static final int MAX_BYTES = 10_000;
    private static final int CLIENTS = 20;

    private final Cache cache = new Cache(100, MAX_BYTES, Long.MAX_VALUE / 2, () -> 0);
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    @Override
    public String apply(String scenario) {
        try {
            return switch (scenario) {
                case "together" -> together();
                case "without content" -> withoutContent();
                case "limit" -> limit();
                case "keys" -> keys();
                case "interrupted" -> interrupted();
                case "versions" -> versions();
                case "old file" -> file(60);
                case "new file" -> file(-60);
                case "replaced" -> "another tag: " + isAnotherTagOfItsReplacement();
                default -> throw new IllegalArgumentException(scenario);
            };
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** @param seconds since the file was changed */
    private String file(int seconds) throws Exception {
        Path path = Files.createTempFile("note", ".txt").toRealPath();
        Response response = get(file(path, System.currentTimeMillis() - 1000L * seconds));
        response.close();
        Files.delete(path);
        return response.source().getClass().getSimpleName();
    }

    /** A deployment may give each file the same time. */
    private static boolean isAnotherTagOfItsReplacement() throws Exception {
        Path path = Files.createTempFile("note", ".txt").toRealPath();
        Response before = file(path, 1000);
        before.close();
        Files.delete(path);
        Response after = file(path, 1000);
        after.close();
        Files.delete(path);
        return !before.field("ETag").equals(after.field("ETag"));
    }

    private static Response file(Path path, long modified) throws Exception {
        Files.writeString(path, "word ".repeat(200));
        Files.setLastModifiedTime(path, FileTime.fromMillis(modified));
        Request request = new Request(Head.UNKNOWN, new byte[0], Fields.EMPTY, null,
                new RequestContext(new Peer(InetSocketAddress.createUnresolved("c", 0), 0), null));
        request.setAttribute(Request.PARAMETERS, Map.of("path", List.of("" + path.getFileName())));
        return new StaticFiles(path.getParent(), 0).handle(request);
    }

    private String together() throws Exception {
        List<FutureTask<Integer>> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new FutureTask<>(() -> read(get(content(1, 2_000)))));
            threads.add(Thread.ofPlatform().daemon().start(clients.getLast()));
        }
        awaitWaiting(threads);
        go.countDown();
        int length = clients.getFirst().get();
        for (FutureTask<Integer> client : clients) {
            if (client.get() != length || length == 0) {
                return "lengths: " + length + " and " + client.get();
            }
        }
        return "compressed: " + reads;
    }

    private static void awaitWaiting(List<Thread> threads) {
        Set<Thread.State> waiting = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
        while (!threads.stream().allMatch(thread -> waiting.contains(thread.getState()))) {
            Thread.yield();
        }
    }

    /** For HEAD nothing is read, and a 304 has nothing to read. */
    private String withoutContent() throws Exception {
        go.countDown();
        Response head = get(content(1, 2_000));
        head.close();
        Response unchanged = get(content(1, 2_000), "If-None-Match: " + head.field("ETag"));
        return unchanged.status() + " " + unchanged.field("ETag").endsWith("-gzip\"") + ", compressed: " + reads;
    }

    /** Each compressed form has more than a third of the cache's bytes: two of five have room. */
    private String limit() throws Exception {
        go.countDown();
        for (int i = 0; i < 5; i++) {
            read(get(content(i, 8_000)));
        }
        int first = reads.get();
        for (int i = 4; i >= 0; i--) {
            read(get(content(i, 8_000)));
        }
        return "compressed: " + first + ", then " + (reads.get() - first);
    }

    /** Values of one byte, with keys that have more than a third of the cache's bytes. */
    private String keys() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        Callable<byte[]> loader = () -> new byte[] {(byte) loads.incrementAndGet()};
        for (int key : new int[] {0, 1, 2, 3, 4, 4, 3, 2, 1, 0}) {
            cache.get(key + "x".repeat(4_000), loader);
        }
        return "loads: " + loads;
    }

    /** The request that compresses is interrupted. The request that waits for it compresses in its place. */
    private String interrupted() throws Exception {
        List<FutureTask<Integer>> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            clients.add(new FutureTask<>(() -> read(get(content(1, 2_000)))));
            threads.add(Thread.ofPlatform().daemon().start(clients.getLast()));
            awaitWaiting(threads);
        }
        threads.getFirst().interrupt();
        threads.getFirst().join();
        go.countDown();
        return clients.getFirst().state() + ", " + (clients.getLast().get() > 0) + ", compressed: " + reads;
    }

    /** Two resources whose tags are versions, and by chance the same. */
    private String versions() throws Exception {
        go.countDown();
        int one = read(get(content(1, 2_000).with("ETag", "\"v1\"")));
        int other = read(get(content(1, 4_000).with("ETag", "\"v1\"")));
        return one < other ? "each its own" : "the same";
    }

    private Response get(Response response, String... fields) throws Exception {
        String head = "GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n" + String.join("\r\n", fields)
                + (fields.length > 0 ? "\r\n" : "") + "\r\n";
        Request request = new RequestParser(0).receive(ByteBuffer.wrap(head.getBytes(UTF_8)));
        return new ConditionalRequests(List.of()).handle(request,
                each -> new Compression(cache).handle(each, inner -> response));
    }

    /** Text that gzip makes about half as long, with a tag of its own. The source waits for {@link #go}. */
    private Response content(int number, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Sha256.of((number + " " + text.length()).getBytes(UTF_8)));
        }
        byte[] utf8 = text.toString().getBytes(UTF_8);
        BytesSource bytes = new BytesSource(utf8);
        return Response.of(200, "text/plain", new BodySource() {
            private boolean begun;

            @Override
            public int read(ByteBuffer out) throws Exception {
                if (!begun) {
                    begun = true;
                    await();
                    reads.incrementAndGet();
                }
                return bytes.read(out);
            }

            /** Notices an interrupt as a file does. */
            private void await() throws Exception {
                try {
                    go.await();
                } catch (InterruptedException interrupted) {
                    throw new ClosedByInterruptException();
                }
            }

            @Override
            public long length() {
                return text.length();
            }
        }).with("ETag", EntityTag.of(utf8).toString());
    }

    /** Reads all content, and returns its length. */
    private static int read(Response response) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
        while (response.source().read(bytes) >= 0) {
            // more may follow
        }
        response.close();
        return bytes.position();
    }
}
