import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that has come whole: its head, its content, and the fields behind that. Given.
 *
 * @param notes what the server found out about it on its way, by name: from where it comes, later on who asks, and for what
 */
record Request(Head head, byte[] content, Fields trailers, Map<String, String> notes) {

    /** The name of the note that says from which address the request comes. */
    static final String CLIENT = "client";

    /** Whether the client may send another request on this connection (RFC 9112 §9.3). */
    boolean keepsConnection() {
        return !head.isOld() && !head.fields().list("connection").contains("close");
    }

    /** The note of this name; null if there is none. */
    String note(String name) {
        return notes.get(name);
    }

    /** The same request with one more note; the notes keep the order in which they were made. */
    Request with(String name, String note) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(name, note);
        return new Request(head, content, trailers, more);
    }
}
