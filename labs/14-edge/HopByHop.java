import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields that are for the next server only, and never passed on (RFC 9110 §7.6.1). */
final class HopByHop {

    /** Those that are so by themselves, and those that this server sets itself. In lower case. */
    private static final Set<String> ALWAYS = Set.of("connection", "keep-alive", "proxy-connection", "te", "trailer",
            "transfer-encoding", "content-length", "upgrade", "http2-settings", "proxy-authenticate",
            "proxy-authorization");

    private HopByHop() {}

    /** Returns the names, in lower case, of the fields that are not passed on: {@link #ALWAYS}, and `Connection`'s. */
    // task proxy
    static Set<String> of(Fields fields) {
        Todo.report("proxy");
        return Set.of("connection", "content-length", "transfer-encoding");
    }

    /** Returns whether `name` is one of `names`. Programs that read `_` as `-` exist, so this one does, too. */
    static boolean has(Set<String> names, String name) {
        return names.contains(name) || names.contains(name.replace('_', '-'));
    }
}
