package grader.proofs.mutants.tests.jetty;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.RegexPathSpec;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/**
 * The routes as Jetty keeps them: one PathMappings for each method. Which of them a path has, and which goes first, it
 * decides.
 */
final class Routes {

    /** A route, and what it answers. */
    record Found(String written, Map<String, String> parameters) {}

    private final Map<String, PathMappings<String>> mappings = new TreeMap<>();

    /** @param written such as `GET /users/{id}` */
    void add(String written) {
        String[] parts = written.split(" ", 2);
        mappings.computeIfAbsent(parts[0], method -> new PathMappings<>()).put(spec(parts[1]), written);
    }

    /**
     * A template has no rest, and Jetty's servlet patterns have no parameters: what has both becomes a regular
     * expression.
     */
    private static PathSpec spec(String pattern) {
        String rest = "/\\*[^/]+$";
        boolean hasRest = pattern.matches(".*" + rest);
        if (!pattern.contains("{")) {
            return new ServletPathSpec(hasRest ? pattern.replaceFirst(rest, "/*") : pattern);
        }
        return hasRest
                ? new RegexPathSpec("^"
                        + pattern.replaceFirst("/\\*([^/]+)$", "/(?<$1>.*)").replaceAll("\\{([^}]+)}", "(?<$1>[^/]+)")
                        + "$")
                : new UriTemplatePathSpec(pattern);
    }

    /**
     * The route that Jetty takes for a method and a canonical path, whose escapes of slashes and percent signs are
     * kept; or null.
     */
    Found find(String method, String path) {
        PathMappings<String> routes = mappings.get(method);
        MatchedResource<String> found = routes == null ? null : routes.getMatched(path);
        return found == null ? null : new Found(found.getResource(), parameters(found, path));
    }

    private static Map<String, String> parameters(MatchedResource<String> found, String path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String written = found.getResource();
        switch (found.getPathSpec()) {
            case UriTemplatePathSpec template -> parameters.putAll(template.getPathParams(path));
            case RegexPathSpec regex -> {
                Matcher matcher = regex.getPattern().matcher(path);
                matcher.matches();
                regex.getPattern().namedGroups().keySet().forEach(name -> parameters.put(name, matcher.group(name)));
            }
            default -> {
                if (written.matches(".*/\\*[^/]+")) {
                    String rest = found.getPathInfo() == null ? "" : found.getPathInfo().substring(1);
                    parameters.put(written.substring(written.lastIndexOf('*') + 1), rest);
                }
            }
        }
        return parameters;
    }

    /** All methods that have a route for this path. */
    Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        mappings.forEach((method, routes) -> {
            if (routes.getMatched(path) != null) {
                methods.add(method);
            }
        });
        return methods;
    }
}
