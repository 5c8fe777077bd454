//JAVA 25+
//SOURCES ../../../../libraries/Servers.java
//SOURCES Routes.java
//SOURCES RouteHandler.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.proofs.mutants.tests.jetty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Jetty with the interface of lab 04: its flags, its routes, its `listening on` line. What it is worth there is in
 * `JettyTest`.
 *
 * <p>Nothing is added here: what Jetty does not support stays missing.
 */
class jetty {

    public static void main(String[] args) throws Exception {
        Map<String, List<String>> flags = flags(args);
        Routes routes = new Routes();
        for (String route : routes(flags)) {
            routes.add(route);
        }
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.DEFAULT.with("lab04", Violation.AMBIGUOUS_PATH_SEPARATOR,
                // %2F, %25 and // would be refused
                Violation.AMBIGUOUS_PATH_ENCODING, Violation.AMBIGUOUS_EMPTY_SEGMENT));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(last(flags, "--host", "127.0.0.1"));
        connector.setPort(Integer.parseInt(last(flags, "--port", "8080")));
        server.addConnector(connector);
        server.setHandler(new RouteHandler(routes));
        server.start();
        IO.println("lab04 listening on http://" + connector.getHost() + ":" + connector.getLocalPort());
        server.join();
    }

    /** Each flag with all its values, in order. */
    private static Map<String, List<String>> flags(String[] args) {
        Map<String, List<String>> flags = new TreeMap<>();
        for (int i = 0; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            flags.computeIfAbsent(parts[0], first -> new ArrayList<>()).add(parts.length == 2 ? parts[1] : args[++i]);
        }
        return flags;
    }

    private static String last(Map<String, List<String>> flags, String name, String standard) {
        return flags.getOrDefault(name, List.of(standard)).getLast();
    }

    private static List<String> routes(Map<String, List<String>> flags) {
        List<String> routes = new ArrayList<>(flags.getOrDefault("--route", List.of()));
        for (String file : flags.getOrDefault("--routes", List.of())) {
            try {
                Files.readAllLines(Path.of(file))
                        .stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(routes::add);
            } catch (IOException error) {
                System.err.println("--routes " + file + " cannot be read: give a file with one route per line");
                System.exit(2);
            }
        }
        return routes;
    }
}
