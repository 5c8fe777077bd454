import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of a backend's response, as its client gets them. */
record ResponseFields(Via via) {

    /**
     * Returns the fields that are passed on ({@link HopByHop}), in order, and `Via`. All `Vary` lines become one: other
     * layers of this server add to it.
     */
    // task proxy, until then: return List.of();
    List<Field> of(ResponseHead head) {
        Fields fields = head.fields();
        Set<String> hopByHop = HopByHop.of(fields);
        List<Field> all = new ArrayList<>(fields.size() + 1);
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            if (!HopByHop.has(hopByHop, name) && !name.equals("via") && !name.equals("vary")) {
                all.add(new Field(name, fields.value(i)));
            }
        }
        List<String> vary = fields.list("vary");
        if (!vary.isEmpty()) {
            all.add(new Field("Vary", String.join(", ", vary)));
        }
        all.add(new Field(Via.FIELD, via.appendedTo(fields, head.http10())));
        return all;
    }
}
