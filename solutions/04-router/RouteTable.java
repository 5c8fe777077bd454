import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The routes of lab 04: those of the flags, or a few to play with. What answers them tells the route and its
 * parameters.
 *
 * <p>Page: docs/pages/lab04.adoc.
 */
final class RouteTable {

    private static final List<String> DEMONSTRATION =
            List.of("GET /", "GET /users", "POST /users", "GET /users/me", "GET /users/{id}",
                    "PUT /users/{id}", "DELETE /users/{id}", "GET /users/{id}/orders/{order}", "GET /files/*rest",
                    "GET /docs/");

    private RouteTable() {}

    static Flags flags(Flags flags) {
        return flags.withList("route", "a route such as 'GET /users/{id}', in place of the demonstration's",
                (text, number) -> route("--route '" + text + "'", text))
                .with("routes", "none", "a file with such a route a line");
    }

    /** @throws UsageError that names the flag or the line where one is wrong */
    static List<Route> of(Flags flags) {
        List<Route> routes = new ArrayList<>();
        flags.all("route").forEach(text -> routes.add(route("--route '" + text + "'", text)));
        if (flags.isOn("routes")) {
            String file = flags.text("routes");
            routes.addAll(routes(file, lines(file)));
        } else if (routes.isEmpty()) {
            DEMONSTRATION.forEach(text -> routes.add(route("", text)));
        }
        return routes;
    }

    /**
     * The routes in the lines of `file`, in order, each by {@link #route}, where a line's place is `file:number`; the
     * first line is 1. A line that is blank is skipped, and so is one whose first character, behind white space, is
     * `#`.
     */
    // task conflicts
    private static List<Route> routes(String file, List<String> lines) {
        List<Route> routes = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                routes.add(route(file + ":" + number, line));
            }
        }
        return routes;
    }

    private static List<String> lines(String file) {
        String why;
        try {
            return Files.readAllLines(Path.of(file));
        } catch (NoSuchFileException missing) {
            why = "there is no such file";
        } catch (CharacterCodingException notUtf8) {
            why = "it is not text in UTF-8";
        } catch (IOException | InvalidPathException error) {
            why = error.getMessage();
        }
        throw new UsageException(
                "--routes " + file + ": " + why + "; give a file with a route a line, such as GET /users/{id}");
    }

    /**
     * @param place where it stands, for errors
     * @param text a method, white space, a pattern
     */
    private static Route route(String place, String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length != 2) {
            throw new UsageException(place + ": '" + text.strip()
                    + "' is no route; give a method and a pattern, such as GET /users/{id}");
        }
        if (!Head.KNOWN_METHODS.contains(parts[0])) {
            throw new UsageException(place + ": no request has the method '" + parts[0] + "'; give one of "
                    + String.join(", ", Head.KNOWN_METHODS));
        }
        try {
            RoutePattern pattern = RoutePattern.of(parts[1]);
            return new Route(parts[0], pattern, request -> Response.text(200, text(parts[0], pattern, request)));
        } catch (UsageException error) {
            throw new UsageException(place + ": " + error.getMessage());
        }
    }

    private static String text(String method, RoutePattern pattern, Request request) {
        StringBuilder text = new StringBuilder("route: " + method + " " + pattern + "\n");
        for (RoutePattern.Part part : pattern.parts()) {
            if (part.kind() != RoutePattern.Kind.LITERAL) {
                text.append(part.name()).append(": ").append(request.pathParameter(part.name())).append('\n');
            }
        }
        return text.toString();
    }
}
