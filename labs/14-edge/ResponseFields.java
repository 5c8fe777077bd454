import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of a backend's response, as its client gets them. */
record ResponseFields(Via via) {

    /**
     * Returns the fields that are passed on ({@link HopByHop}), in order, and `Via`. All `Vary` lines become one: other
     * layers of this server add to it.
     */
    // task proxy
    List<Field> of(ResponseHead head) {
        Todo.report("proxy");
        return List.of();
    }
}
