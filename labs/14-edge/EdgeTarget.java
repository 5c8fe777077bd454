// Given: nothing in this file is for you to write.
/** What a request is for: a host, and something on it. A target in absolute form names both (RFC 9112 §3.2.2). */
final class EdgeTarget {

    private EdgeTarget() {}

    /** Returns the host that the client wants, with its port if it names one: that of the target, or `Host`. */
    static String host(Head head) {
        int start = head.rawTarget().indexOf("://") + 3;
        if (isAbsolute(head)) {
            return head.rawTarget().substring(start, end(head.rawTarget(), start));
        }
        return head.fields().has("host") ? head.fields().values("host").getFirst() : "";
    }

    /** Returns the target for the backend, in origin form; `*` for OPTIONS without a path (RFC 9112 §3.2.4). */
    static String of(Head head) {
        String target = head.rawTarget();
        if (!isAbsolute(head)) {
            return target;
        }
        String path = target.substring(end(target, target.indexOf("://") + 3));
        if (path.isEmpty() && head.method().equals("OPTIONS")) {
            return "*";
        }
        return path.startsWith("/") ? path : "/" + path;
    }

    private static boolean isAbsolute(Head head) {
        return !head.rawTarget().startsWith("/") && head.rawTarget().contains("://");
    }

    private static int end(String target, int start) {
        int end = start;
        while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
