import java.util.List;

/** What the server has to offer: routes in three groups, by who may come. Given. */
final class Club {

    private Club() {}

    /** For everybody. `/boom` has a fault, and its message is for nobody outside. */
    static List<Route> forAll() {
        return List.of(
                new Route("GET", "/public", request -> Response.text(200, "come in, everybody\n")),
                new Route("GET", "/boom", request -> {
                    throw new IllegalStateException("the key of the cellar is under the third barrel");
                }));
    }

    /** For whoever is known. */
    static List<Route> forMembers() {
        return List.of(
                new Route("GET", "/private", request -> Response.text(200, "come in, members\n")),
                new Route("GET", "/whoami", Club::whoami));
    }

    private static Response whoami(Request request) {
        // null while the guard lets everybody pass, as it is not written
        String name = request.note(Authentication.NAME);
        return Response.text(200,
                name == null ? "nobody knows\n" : name + " " + request.note(Authentication.ROLE) + "\n");
    }

    static List<Route> forAdmins() {
        return List.of(new Route("GET", "/admin", request -> Response.text(200, "come in, admins\n")));
    }
}
