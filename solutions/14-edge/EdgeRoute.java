import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A value of `--route`: which requests go to which pool.
 *
 * @param host in lower case and without a port; `*` for any
 * @param path the decoded segments that the path begins with
 */
record EdgeRoute(String host, List<String> path, List<Condition> conditions, String pool) {

    static final String ANY = "*";

    /** A field, or a cookie, that must have this value. */
    record Condition(boolean cookie, String name, String value) {

        /** Returns whether one of the fields, or cookies, with this name has this value. */
        boolean holds(Fields fields) {
            if (!cookie) {
                return fields.values(name).contains(value);
            }
            return fields.values("cookie")
                    .stream()
                    .flatMap(line -> List.of(line.split(";")).stream())
                    .anyMatch(pair -> pair.strip().equals(name + "=" + value));
        }
    }

    /** @throws UsageException if `text` is not `HOST/PATH[;header=NAME:VALUE][;cookie=NAME:VALUE]=POOL` */
    static EdgeRoute of(String text) {
        int pool = text.lastIndexOf('=');
        int slash = text.indexOf('/');
        String[] parts = text.substring(0, Math.max(pool, 0)).split(";");
        if (slash < 1 || slash >= parts[0].length() || pool == text.length() - 1) {
            throw wrong(text);
        }
        String host = parts[0].substring(0, slash);
        if (!host.equals(ANY) && (!Host.isValid(host) || !host.equals(withoutPort(host)))) {
            throw wrong(text);
        }
        List<Condition> conditions = new ArrayList<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            conditions.add(condition(part, text));
        }
        return new EdgeRoute(host.toLowerCase(Locale.ROOT), prefix(parts[0].substring(slash), text), conditions,
                text.substring(pool + 1));
    }

    private static List<String> prefix(String text, String route) {
        try {
            RoutePath path = RoutePath.of(text);
            int end = path.segment(path.size() - 1).isEmpty() ? path.size() - 1 : path.size();
            return path.segments(0, end);
        } catch (HttpException invalid) {
            throw wrong(route);
        }
    }

    private static Condition condition(String part, String text) {
        int equals = part.indexOf('=');
        int colon = part.indexOf(':');
        String kind = part.substring(0, Math.max(equals, 0));
        if (colon <= equals + 1 || !kind.equals("header") && !kind.equals("cookie")) {
            throw wrong(text);
        }
        return new Condition(kind.equals("cookie"), part.substring(equals + 1, colon), part.substring(colon + 1));
    }

    private static UsageException wrong(String text) {
        return new UsageException("--route " + text + ": give HOST/PATH=POOL, such as example.org/api=app or */=app, "
                + "with ;header=NAME:VALUE or ;cookie=NAME:VALUE before the = if you like");
    }

    /** Returns the name of a host in lower case, without the port. */
    static String withoutPort(String host) {
        int colon = host.startsWith("[") ? host.indexOf("]:") + 1 : host.indexOf(':');
        return (colon > 0 ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    boolean isForAnyHost() {
        return host.equals(ANY);
    }

    /** Returns whether a request is for this host, its path begins with these segments, and all conditions hold. */
    // task proxy, until then: return true;
    boolean matches(String wanted, RoutePath requested, Fields fields) {
        int size = path.size();
        return (isForAnyHost() || host.equals(wanted))
                && requested.size() >= size && requested.segments(0, size).equals(path)
                && conditions.stream().allMatch(condition -> condition.holds(fields));
    }
}
