package grader.proofs.fuzzing.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.files.Sha256;
import grader.proofs.fuzzing.edge.RecordingBackend.Received;
import grader.proofs.protocol.Finding;
import grader.proofs.soak.SoakedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Known servers that get, byte for byte, what an edge sends: each has to read the same requests. */
public final class KnownBackends implements AutoCloseable {

    /** What differs in each request. */
    private static final Pattern IDS = Pattern.compile("(?m)^(?:X-Request-Id|traceparent): .*$");
    private static final String REFERENCE = "lab14";

    private final Path folder;
    private final RecordingBackend last;        // after those that are proxies
    private final List<KnownBackend.Running> running = new ArrayList<>();
    private final List<BackendClient> clients = new ArrayList<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private SoakedServer reference;

    private KnownBackends(Path folder, RecordingBackend last) {
        this.folder = folder;
        this.last = last;
    }

    public static KnownBackends none() {
        return new KnownBackends(null, null);
    }

    /** Starts all that are on this machine, and a second edge: it reads as lab 13's server does. */
    public static KnownBackends start(Lab lab) throws IOException, InterruptedException {
        KnownBackends known =
                new KnownBackends(Files.createTempDirectory("backends"), new RecordingBackend(false));
        try {
            known.open(lab);
            return known;
        } catch (IOException | InterruptedException | RuntimeException error) {
            known.close();
            throw error;
        }
    }

    private void open(Lab lab) throws IOException, InterruptedException {
        for (KnownBackend each : KnownBackend.values()) {
            try {
                KnownBackend.Running started = each.start(folder, last.port());
                running.add(started);
                clients.add(new BackendClient(each.toString(), started.address()));
            } catch (KnownBackend.Missing absent) {
                missing.put(each.toString(), absent.getMessage());
            }
        }
        reference =
                new SoakedServer(lab, EdgeTrial.flags(last, List.of()), false, EdgeTrial.TIMEOUT, EdgeTrial.BACKLOG);
        reference.open();
        clients.add(new BackendClient(REFERENCE, reference.address()));
    }

    /** Those that are not on this machine, and what would bring them. */
    public Map<String, String> missing() {
        return missing;
    }

    /** What each has made of the requests, in a line each. */
    public List<String> summary() {
        return clients.stream().map(BackendClient::summary).toList();
    }

    /**
     * Sends what the backend of an edge has got, unless all of it was sent before.
     *
     * @return how many conversations that were
     * @throws Finding if one of them reads something else
     */
    int check(List<Received> received) {
        if (clients.isEmpty() || received.stream().map(KnownBackends::fingerprint).filter(seen::add).count() == 0) {
            return 0;
        }
        List<Received> plain = received.stream().filter(each -> each.request().values("upgrade").isEmpty()).toList();
        clients.forEach(client -> client.check(plain));
        last.take();
        return clients.size();
    }

    private static String fingerprint(Received received) {
        return Sha256.of(IDS.matcher(received.bytes()).replaceAll("").getBytes(ISO_8859_1));
    }

    @Override
    public void close() {
        clients.forEach(BackendClient::close);
        running.forEach(each -> each.program().close());
        if (reference != null) {
            reference.close();
        }
        if (last != null) {
            last.close();
            Folders.delete(folder);
        }
    }
}
