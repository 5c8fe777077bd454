import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that has come whole: its head, its content, and the fields after that. Or one whose bytes make no request:
 * that takes the same way, and carries its failure. Given.
 *
 * @param failure why it could not be understood; null if it could
 * @param last the last thing that the server found out about it, by which all before it are found; null if it knows
 *        nothing
 */
record Request(Head head, byte[] content, Fields trailers, HttpException failure, Note last) {

    /**
     * Something that was found out: from where the request comes, later on who asks, and for what; and what was found
     * out before that.
     */
    record Note(String name, String text, Note before) {}

    /** The name of the note that says from which address the request comes. */
    static final String CLIENT = "client";

    /** The note of an address; the client's port is not in it. */
    static Note client(InetAddress address) {
        return new Note(CLIENT, address.getHostAddress(), null);
    }

    /** A request that could not be understood. */
    static Request malformed(HttpException failure, Note note) {
        return new Request(Head.UNKNOWN, new byte[0], Fields.EMPTY, failure, note);
    }

    /** The text of the latest note of this name; null if there is none. */
    String note(String name) {
        Note note = last;
        while (note != null && !note.name.equals(name)) {
            note = note.before;
        }
        return note == null ? null : note.text;
    }

    /** All notes, by name, in the order in which they were made. */
    Map<String, String> notes() {
        LinkedHashMap<String, String> all = new LinkedHashMap<>();
        for (Note note = last; note != null; note = note.before) {
            if (!all.containsKey(note.name)) {
                all.putFirst(note.name, note.text);
            }
        }
        return all;
    }

    /** The same request with one more note. */
    Request with(String name, String text) {
        return new Request(head, content, trailers, failure, new Note(name, text, last));
    }
}
