import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The label sets of the series about requests. What a client sends never becomes a label: each label has few values, so
 * the series take the same memory after a million paths. When the sets are made is up to you: here, when the server
 * starts. Page: docs/pages/lab12.adoc.
 */
final class LabelSets {

    /** The route of a request that no route has matched, or that was rejected before. */
    static final String NO_ROUTE = "none";
    /** The method of a request whose method the server does not know. */
    static final String NO_METHOD = "other";
    /** The status of a response that was broken off: whatever its status, it is no success. */
    static final String BROKEN = "broken";

    private static final List<String> STATUSES = List.of("1xx", "2xx", "3xx", "4xx", "5xx", BROKEN);

    /** @param status the class of the status, such as `2xx`, or {@link #BROKEN} */
    record LabelSet(String route, String method, String status) {}

    private final List<LabelSet> all = new ArrayList<>();
    private final Map<Route, Map<String, Integer>> firsts = new IdentityHashMap<>();    // of a route and a method

    /** @param routes all routes of the server, the same objects that its router has */
    LabelSets(List<Route> routes) {
        List<String> methods = new ArrayList<>(Head.KNOWN_METHODS);
        methods.add(NO_METHOD);
        add(null, NO_ROUTE, methods);
        for (Route route : routes) {
            List<String> own = route.method().equals("GET") ? List.of("GET", "HEAD") : List.of(route.method());
            add(route, route.pattern().text(), own);
        }
    }

    private void add(Route key, String route, List<String> methods) {
        Map<String, Integer> byMethod = new HashMap<>();
        for (String method : methods) {
            byMethod.put(method, all.size());
            STATUSES.forEach(status -> all.add(new LabelSet(route, method, status)));
        }
        firsts.put(key, Map.copyOf(byMethod));
    }

    /** Returns how many label sets there are. */
    int size() {
        return all.size();
    }

    LabelSet get(int index) {
        return all.get(index);
    }

    /**
     * Returns the index of the label set of a request that has ended: of the pattern of its route, of its method, and
     * of the class of its status, as above.
     */
    // task latency, until then: return 0;
    int indexOf(Ended ended) {
        Request request = ended.request();
        Map<String, Integer> byMethod = firsts.get(request.attribute(Router.ROUTE));
        int first = byMethod.getOrDefault(request.head().method(), byMethod.get(NO_METHOD));
        return first + (ended.outcome().complete() ? ended.status() / 100 - 1 : STATUSES.indexOf(BROKEN));
    }
}
