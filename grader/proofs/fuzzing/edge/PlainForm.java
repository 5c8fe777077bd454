package grader.proofs.fuzzing.edge;

import grader.clients.http.Response.Field;
import grader.proofs.fuzzing.edge.StrictRequest.Unclear;
import java.util.List;
import java.util.Set;

/** What a request of an edge looks like: nothing in it is there for another parser to find. */
final class PlainForm {

    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");
    private static final Set<String> OTHERS = Set.of("te", "trailer", "keep-alive", "proxy-connection", "expect");

    private PlainForm() {}

    static void check(StrictRequest request, String line) throws Unclear {
        require(line.endsWith(" HTTP/1.1"), "its version is not HTTP/1.1");
        require(!line.contains("://") || line.contains(" /"), "its target is not in origin form");
        require(request.values("transfer-encoding").isEmpty(), "it has Transfer-Encoding");
        List<String> lengths = request.values("content-length");
        require(lengths.size() < 2 && (lengths.isEmpty() ? request.content().isEmpty()
                : lengths.getFirst().equals(String.valueOf(request.content().length()))), "its length is not plain");
        boolean upgrades = request.values("upgrade").equals(List.of("websocket"));
        require(request.values("connection").equals(upgrades ? List.of("upgrade") : List.of())
                && (upgrades || request.values("upgrade").isEmpty()), "it has a field for one connection");
        for (Field field : request.fields()) {
            // Programs that read `_` as `-` exist.
            String name = field.name().replace('_', '-');
            require(name.equals(field.name()) || !FRAMING.contains(name), "it has " + field.name());
            require(!OTHERS.contains(name), "it has " + field.name());
        }
    }

    private static void require(boolean holds, String why) throws Unclear {
        if (!holds) {
            throw new Unclear(why);
        }
    }
}
