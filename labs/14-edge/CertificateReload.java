import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the certificates of a folder, and reads them again when their files have changed. */
final class CertificateReload {

    private static final int PERIOD_MILLIS = 500;

    private final String place;
    private final CertificateFolder folder;
    private final Certificates certificates;
    private SortedMap<String, ServerCertificate> usable = new TreeMap<>();
    private Map<String, List<String>> tried = Map.of();     // how the files looked that were read last
    private Map<String, List<String>> seen = Map.of();      // how they looked at the last look

    CertificateReload(String folder, Certificates certificates) {
        this.place = "--tls " + folder + ": ";
        this.folder = new CertificateFolder(Path.of(folder));
        this.certificates = certificates;
    }

    /** @throws UsageException if there is a certificate that cannot be used, or none at all */
    void start() {
        try {
            tried = folder.names();
            seen = tried;
            tried.keySet().forEach(this::read);
        } catch (NoSuchFileException | NotDirectoryException none) {
            throw new UsageException(place + "there is no such folder; give one with HOST.crt and HOST.key");
        } catch (IOException error) {
            throw new UsageException(place + "the folder cannot be read: check its permissions (" + error + ")");
        } catch (UsageException unusable) {
            throw new UsageException(place + unusable.getMessage());
        }
        if (usable.isEmpty()) {
            throw new UsageException(place + "there is no certificate; put a HOST.crt and a HOST.key there");
        }
        certificates.replace(usable);
        Thread.ofPlatform().daemon().name("certificates").start(this::watch);
    }

    private void read(String host) {
        ServerCertificate read = folder.read(host);
        usable.put(host, read);
        String warning = read.warning(Instant.now());
        if (warning != null) {
            report(host + ".crt " + warning + ": clients will refuse it; replace it");
        }
    }

    private void report(String what) {
        System.err.println(Launcher.labName() + ": " + place + what);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                refreshSafely();
            }
        } catch (InterruptedException stop) {
            // The certificates are no longer needed.
        }
    }

    /** Neither a fault nor a lack of memory ends the thread. */
    private void refreshSafely() {
        try {
            refresh();
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        }
    }

    /** Reads again what has changed, as soon as it has not changed for a period: one file may come after the other. */
    private void refresh() {
        Map<String, List<String>> now = look();
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && !now.equals(tried)) {
            Map<String, List<String>> before = tried;
            tried = now;
            now.forEach((host, files) -> {
                if (!files.equals(before.get(host))) {
                    readAgain(host);
                }
            });
            forgetOthers(now);
            certificates.replace(usable);
        }
    }

    /** Returns how the files look; as before if the folder cannot be read at the moment. */
    private Map<String, List<String>> look() {
        try {
            return folder.names();
        } catch (IOException notNow) {
            return seen;
        }
    }

    /**
     * Reads the files of a host. If they cannot be used, the certificate stays as it was, and one line says why
     * ({@link #report}).
     */
    // task tls
    private void readAgain(String host) {
        Todo.report("tls");
    }

    /** Forgets the certificates whose files are gone, except if that would be all. */
    private void forgetOthers(Map<String, List<String>> now) {
        if (usable.keySet().stream().anyMatch(now::containsKey)) {
            usable.keySet().retainAll(now.keySet());
        }
    }
}
