import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The fields that tell a backend about the client: `Forwarded` (RFC 7239), and the older `X-Forwarded-*`.
 *
 * <p>A client can write anything into them. What came is kept only if it is from a proxy that is trusted.
 */
record ForwardedFields(TrustedPeers trusted) {

    /** Those of a request that are not passed on as they came. */
    static final Set<String> NAMES = Set.of("forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host",
            "x-forwarded-port", "x-forwarded-server", "x-forwarded-prefix", "x-real-ip");

    /**
     * Returns the fields for a request: `X-Forwarded-For` with the address of the peer, `X-Forwarded-Proto` with
     * `https` or `http`, `X-Forwarded-Host`, and the same in `Forwarded` ({@link #element}). Of a trusted peer, both
     * lists continue what came, and the other two are as they came, if they did.
     *
     * @param host the host that the client wants; empty if it is unknown, and then nothing tells about it
     */
    // task proxy
    List<Field> of(Request request, String host) {
        Todo.report("proxy");
        return List.of();
    }

    private static String continued(Fields before, String name, String last) {
        List<String> members = new ArrayList<>(before.list(name));
        members.add(last);
        return String.join(", ", members);
    }

    private static String kept(Fields before, String name, String value) {
        List<String> values = before.values(name);
        return values.size() == 1 ? values.getFirst() : value;
    }

    /** Returns the element of one hop: `for`, `proto`, and `host` if it is known. An IPv6 address is quoted. */
    private static String element(String address, String scheme, String host) {
        String client = address.contains(":") ? "\"[" + address + "]\"" : address;
        return "for=" + client + ";proto=" + scheme + (host.isEmpty() ? "" : ";host=\"" + host + "\"");
    }

    private static String scheme(Peer peer) {
        return peer.isSecure() ? "https" : "http";
    }

    /** Returns the address in digits. A zone, as in `fe80::1%eth0`, means nothing to others. */
    private static String address(Peer peer) {
        String host = peer.host();
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }
}
