import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The certificates of a server, by the names for which they are. They are replaced while the server runs: a connection
 * keeps what it has agreed on, and the next one gets what is there now. Any thread may ask. Page:
 * docs/pages/lab14.adoc.
 */
final class Certificates {

    /** The certificate for clients that ask for no name, or for an unknown one. */
    static final String DEFAULT = "default";

    private record Loaded(String alias, ServerCertificate certificate) {}

    /**
     * What is there at one time; it does not change.
     *
     * @param aliases those of the certificates before this time, too: a handshake may have chosen one of them
     */
    private record State(SortedMap<String, Loaded> names, Map<String, ServerCertificate> aliases) {}

    private volatile State state = new State(new TreeMap<>(), Map.of());
    private int loads;

    /**
     * Reads the certificates of a folder, and follows its changes from then on.
     *
     * @throws UsageException if there is a certificate that cannot be used, or none at all
     */
    static Certificates open(String folder) {
        Certificates certificates = new Certificates();
        new CertificateReload(folder, certificates).start();
        return certificates;
    }

    /** Has these certificates from now on, and no others; a host may be `*.DOMAIN`, or {@link #DEFAULT}. */
    synchronized void replace(Map<String, ServerCertificate> byHost) {
        SortedMap<String, Loaded> names = new TreeMap<>();
        Map<String, ServerCertificate> aliases = new HashMap<>();
        state.names.forEach((host, before) -> aliases.put(before.alias, before.certificate));
        loads++;
        byHost.forEach((host, certificate) -> {
            String name = host.toLowerCase(Locale.ROOT);
            names.put(name, new Loaded(name + "#" + loads, certificate));
            aliases.put(name + "#" + loads, certificate);
        });
        state = new State(names, aliases);
    }

    /**
     * Returns the alias of the certificate for a client that asks for `name`: the one for exactly this name, then that
     * for `*` in place of its first label, then the {@link #DEFAULT}, then the last in the order of names. The case of
     * letters does not count.
     *
     * @param name null if the client asks for none
     */
    // task tls
    String aliasFor(String name) {
        Todo.report("tls");
        return null;
    }

    /** Returns the certificate with an alias; null if there is none any more. */
    ServerCertificate withAlias(String alias) {
        return alias == null ? null : state.aliases.get(alias);
    }
}
