import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The routes of lab 04: those given by flags, or else a few for demonstration. Their handlers respond with the route
 * and its parameters. Used until lab 05, which has its own routes.
 *
 * <p>Page: docs/pages/lab04.adoc.
 */
final class RouteFlags {

    private static final List<String> DEMONSTRATION =
            List.of("GET /", "GET /users", "POST /users", "GET /users/me", "GET /users/{id}",
                    "PUT /users/{id}", "DELETE /users/{id}", "GET /users/{id}/orders/{order}", "GET /files/*rest",
                    "GET /docs/");

    private RouteFlags() {}

    static Flags flags(Flags flags) {
        return flags.withList("route", "a route such as 'GET /users/{id}', in place of the demonstration routes",
                (text, number) -> route("--route '" + text + "'", text))
                .with("routes", "none", "a file with one such route per line");
    }

    /** @throws UsageException if a route is invalid; the message names the flag or the line */
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
     * Returns the routes in the lines of `file`, in order. {@link #route} parses each line; its place is `file:number`,
     * and the first line is 1. Skips blank lines, and lines whose first character after white space is `#`.
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
                "--routes " + file + ": " + why + "; give a file with one route per line, such as GET /users/{id}");
    }

    /**
     * @param place the flag or the line that has the route, for error messages
     * @param text a method, white space, and a pattern
     */
    private static Route route(String place, String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length != 2) {
            throw new UsageException(place + ": '" + text.strip()
                    + "' is not a route; give a method and a pattern, such as GET /users/{id}");
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
