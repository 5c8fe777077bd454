package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What later labs need of the first twelve is there, where no check of lab 08 to 12 would notice: each seam is used as
 * a later lab uses it.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SeamsTest {

    private static final Path SOURCES = Course.here().root().resolve("grader/proofs/reference/parts/seams");
    private static final int LAST = 12;
    private static final long GIB = 1L << 30;

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/seams/Caller.java");

    @TempDir
    static Path folder;

    private static PackagedParts parts;

    @BeforeAll
    static void compile() throws IOException {
        Map<String, String> sources = new TreeMap<>(Parts.upTo(Course.here(), LAST, false));
        sources.putAll(seams());
        parts = PackagedParts.of(sources, CALLER, folder);
    }

    private static Map<String, String> seams() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES).filter(file -> !file.endsWith("Caller.java"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "stopsAccepting | refused 20",
            "loopStopsAccepting | refused 20",
            "hybridStopsAccepting | refused 20",
            "loopRunsTasksAfterALongTurn | soon in turns 2",
            "loopServesThoseThatWait | served 20",
            "tellsOuterLayers | 'GET /files/*rest, ada, from 127.0.0.1, sent a b|c'",
            "knowsHowItEnded | '/ 13 complete accepted, / 0 complete, /chunks/200000 200000 complete, / 13 complete, "
                    + "/ 13 complete, /nothing 73 complete, /chunks/90000000 broken off accepted'",
            "loopKnowsHowItEnded | '/ 13 complete accepted, / 0 complete, /chunks/200000 200000 complete, "
                    + "/ 13 complete, / 13 complete, /nothing 73 complete, /chunks/90000000 broken off accepted'",
            "hybridKnowsHowItEnded | '/ 13 complete accepted, / 0 complete, /chunks/200000 200000 complete, "
                    + "/ 13 complete, / 13 complete, /nothing 73 complete, /chunks/90000000 broken off accepted'",
            "bodiesShareABudget | '503, 200, 200, 200, 200, 200'",
            "splitsLists | '[\"Ab\", W/\"c,d\", \"e\\\"f,g\", h] [\"ab\", w/\"c,d\", \"e\\\"f,g\", h]'",
            "sendsTwoOfOneName | '[Set-Cookie: a=1, Set-Cookie: b=2]'",
            "interruptsHandlers | '[HTTP/1.1 503 Service Unavailable, HTTP/1.1 503 Service Unavailable, "
                    + "HTTP/1.1 200 OK]'",
            "hybridInterruptsHandlers | '[HTTP/1.1 503 Service Unavailable, HTTP/1.1 503 Service Unavailable, "
                    + "HTTP/1.1 200 OK]'",
            "endsContentWithoutPieces | 'few reads true, closed 1, then HTTP/1.1 200 OK'",
            "loopEndsContentWithoutPieces | 'few reads true, closed 1, then HTTP/1.1 200 OK'",
            "hybridEndsContentWithoutPieces | 'few reads true, closed 1, then HTTP/1.1 200 OK'",
            "interruptsContentWithoutPieces | 'ended true, closed 1'",
            "refillsWithoutWork | 'worked 2, all came true'",
            "knowsWhenItWasAccepted | 'in between true, has a channel true'",
            "handsOverAnyCut | 'HTTP/1.1 200 OK|Content-Length: 5|helloHTTP/1.1 101 Switching Protocols|Upgrade: echo|"
                    + "Connection: Upgrade|ahead'",
            "handsNothingOver | '502 close, 501 close, then LINGER, closed 0'",
            "readsResponses | as they are 25",
            "passesFieldsOn | 'date: Sun, 06 Nov 1994 08:49:37 GMT, raw true, then Date: now'",
            "servesAdminPages | 'application/openmetrics-text: a 1 # EOF, text/plain: a 1, 404, 405, 400, 408, then "
                    + "text/plain: a 1, each the last true, main port busy true'",
            "reusesConnections | '1, again 1, both 1 2, then 2 1'",
            "replacesBrokenConnections | '1, closed by its peer 2, failed in use 3'",
            "waitsOnceForConnections | 'the peer is silent, then none is free, then 1'",
            "closesConnections | 'idle 1, borrowed 2, the pool is closed'",
            "namesBorrowers | 'PoolScenarios.namesBorrowers, then 0'",
            "keepsConnectionsWithoutLease | 'no room, then 1'",
            "closesConnectionsWithoutReset | '1 is closed, then 2'",
            "locksPathsApart | 'another is done, the same is interrupted, then done'",
            "cancelsHandlers | 'cancelled false true, left 0, /endless/a broken off, none is open true'",
            "threadsCancelsHandlers | 'cancelled false true, left 0, /endless/a broken off, none is open true'",
            "hybridCancelsHandlers | 'cancelled false true, left 0, /endless/a broken off, none is open true'",
            "dropsTheNextRequest | 'cancelled false true, left 0, none is open true, other 0'",
            "threadsDropsTheNextRequest | 'cancelled false true, left 0, none is open true, other 0'",
            "hybridDropsTheNextRequest | 'cancelled false true, left 0, none is open true, other 0'",
            "halfCloseCancelsNothing | '200 in time'",
            "threadsHalfCloseCancelsNothing | '200 in time'",
            "hybridHalfCloseCancelsNothing | '200 in time'",
            "keepsWhatCameMeanwhile | '200 in time, 200 GET, 200 in time, 200 GET, true true, none is open true'",
            "threadsKeepsWhatCameMeanwhile | '200 in time, 200 GET, "
                    + "200 in time, 200 GET, true true, none is open true'",
            "hybridKeepsWhatCameMeanwhile | '200 in time, 200 GET, "
                    + "200 in time, 200 GET, true true, none is open true'",
            "endsInputAfterUrgentData | 'ended, none is open true'",
            "knowsTheDeadline | '[current true, all of its time]'",
            "beginsNothing | handled 1",
            "loopBeginsNothing | handled 1",
            "hybridBeginsNothing | handled 1",
            "loopKnowsTheDeadline | '[current true, all of its time]'",
            "hybridKnowsTheDeadline | '[current true, all of its time]'",
            "timesRequests | 'RECEIVING 1, RECEIVING 1 2, HANDLING 1 2, PRODUCING 1 2, SENDING 1 2, IDLE, "
                    + "PRODUCING 7 7, SENDING 7 7, RECEIVING 7 7'",
            "timesWhatWasSentAhead | 'HANDLING 1, HANDLING 2, PRODUCING 2 3, SENDING 2 3, RECEIVING 5 5, "
                    + "HANDLING 5 5'",
            "leavesTimeForTheLastResponse | '408 true, can be handled true, can leave true'",
            "knowsWhatWasSentAhead | '[false, true, true, false]'",
            "looksForItsClient | 'ended true, handled 0, then HTTP/1.1 200 OK'",
            "threadsLookForTheirClients | 'ended true, handled 0, then HTTP/1.1 200 OK'",
            "limitsParts | 'less true, nested true, whole again true, of an endless one true, endless again true'",
            "saysWhenToComeBack | '[HTTP/1.1 503 Service Unavailable, Retry-After: 7], "
                    + "[HTTP/1.1 503 Service Unavailable], true'",
            "limitsLoads | 'interrupted, kept 1, follower loads 2'",
            "ordersAfterAnInterrupt | 'second, then second'"})
    void holds(String scenario, String seen) throws IOException {
        assertEquals(seen, scenario.endsWith("topsAccepting") ? inItsOwnProcess(scenario) : caller().apply(scenario));
    }

    /** After HTTP, a tunnel has the connection on each engine, for bytes that came before it and after it. */
    @ParameterizedTest
    @ValueSource(strings = {"handsOver", "threadHandsOver", "virtualHandsOver", "loopHandsOver", "hybridHandsOver"})
    void aTunnelTakesOver(String scenario) throws IOException {
        String before = "HTTP/1.1 200 OK|Content-Length: 13|Hello, world|HTTP/1.1 ";
        String after = "ahead , more , pushed , end -1, reset, closed 2";
        assertEquals(before + "101 Switching Protocols|Upgrade: echo|Connection: Upgrade|" + after + ", " + before
                + "200 OK|" + after, caller().apply(scenario));
    }

    /** 2.5 GiB with 64 MiB of heap. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "takesContentAsItArrives | '200 the same, released 1, 200 the same, released 1, 413, released 1, "
                    + "then LINGER'",
            "pullsContent | 'the same true, the same true, the same true, interim passed over'"})
    void contentMayBeLongerThanAnInt(String scenario, String seen) throws IOException {
        assertEquals(seen, inItsOwnProcess(scenario));
    }

    /** With HTTP and SQL, which no class loader of parts has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "limitsUpstreams | 'prices 504, catalog interrupted, without a request 600000'",
            "limitsTheDatabase | 'none is free, call interrupted, sees its request true, what goes on false'"})
    void limitsWaits(String scenario, String seen) throws IOException {
        assertEquals(seen, inItsOwnProcess(scenario));
    }

    /** With the serial collector: another may fail for a moment after memory is free again. */
    @Test
    void outlastsFullMemory() throws IOException {
        assertEquals("2 failed, then a buffer of 66560",
                inItsOwnProcess("outlastsFullMemory", "-XX:+UseSerialGC"));
    }

    /** Handlers of the main port occupy the one carrier of all virtual threads. */
    @Test
    void servesAdminPagesWithoutCarriers() throws IOException {
        assertEquals("text/plain: a 1", inItsOwnProcess("servesAdminPagesWithoutCarriers",
                "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1")
                .lines()
                .toList()
                .getLast());
    }

    /**
     * TLS is a protocol around the protocol: curl sends and gets what it would without, and handlers see its outcome.
     */
    @Test
    void tlsIsAProtocolAroundAProtocol() throws Exception {
        Path keys = folder.resolve("keys.p12");
        assertEquals("", run(List.of(java("keytool"), "-genkeypair", "-alias", "a", "-keyalg", "EC", "-storetype",
                "PKCS12", "-keystore", keys.toString(), "-storepass", "secret", "-dname", "CN=localhost", "-ext",
                "san=ip:127.0.0.1")).lines().filter(line -> line.contains("rror")).collect(Collectors.joining()));
        try (Opened server = new Opened(caller())) {
            String url = server.at(keys.toString()).replace("http://", "https://");
            assertEquals("Hello, world\n", curl(url + "/"));
            assertEquals("Hello, world\nHello, world\n", curl(url + "/", url + "/"));
            String local = url.replace("127.0.0.1", "localhost");
            assertEquals("secure, localhost, http/1.1\n", curl("--ipv4", local + "/peer"));
            assertEquals("Hello, world\n", curl("--request-target", url + "/", url + "/"));
            assertEquals("x".repeat(1_000_000), curl(url + "/chunks/1000000"));
            Path body = Files.writeString(folder.resolve("body"), "0123456789".repeat(50_000));
            assertEquals(Files.readString(body), curl("--data-binary", "@" + body, url + "/echo"));
        }
    }

    @Test
    void contentOfOneGibGoesThrough64Mib() throws IOException {
        assertEquals("the same true", inItsOwnProcess(String.valueOf(GIB)));
    }

    /**
     * With 64 MiB of heap. A program that other tests start has, for a moment, all sockets of this process, and keeps a
     * port open that was closed here.
     */
    private static String inItsOwnProcess(String scenario, String... options) throws IOException {
        String path = parts.classes().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return run(Stream.of(Stream.of(java("java"), "-Xmx64m"), Stream.of(options),
                Stream.of("-cp", path, "parts.Caller", scenario)).flatMap(each -> each).toList()).strip();
    }

    private record Opened(Function<String, String> caller) implements AutoCloseable {

        String at(String what) {
            return caller.apply(what);
        }

        @Override
        public void close() throws IOException {
            ((Closeable) caller).close();
        }
    }

    @SuppressWarnings("unchecked")
    private static Function<String, String> caller() {
        return parts.maker(Function.class).make();
    }

    private static String curl(String... arguments) throws IOException {
        return run(Stream.concat(Stream.of("curl", "-sS", "-k", "--max-time", "60"), Stream.of(arguments)).toList());
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader told = process.inputReader()) {
            return told.readAllAsString();
        } finally {
            process.destroyForcibly();
        }
    }
}
