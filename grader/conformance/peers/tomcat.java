//JAVA 25+
//DEPS org.apache.tomcat.embed:tomcat-embed-core:11.0.25
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED
//SOURCES Address.java
//SOURCES Content.java
//SOURCES Route.java
//SOURCES Lab07Servlet.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.conformance.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/**
 * Tomcat with lab 07's routes in a servlet, on the 200 threads that it has by itself: its manual recommends no other.
 */
class tomcat {

    public static void main(String[] args) throws IOException, LifecycleException {
        Address address = Address.of(args);
        Path folder = Files.createTempDirectory("tomcat-peer-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(address.port());
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", address.host());
        connector.setProperty("keepAliveTimeout", String.valueOf(address.idle().toMillis()));
        connector.setProperty("maxKeepAliveRequests", "-1");        // by itself it ends a connection after 100
        if (address.threads() > 0) {
            connector.setProperty("maxThreads", String.valueOf(address.threads()));
        }
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "lab07", new Lab07Servlet()).addMapping("/*");
        if (address.files() != null) {
            Context files = tomcat.addContext("/files", address.files().toAbsolutePath().toString());
            Tomcat.addDefaultMimeTypeMappings(files);
            Tomcat.addServlet(files, "default", new DefaultServlet()).addMapping("/");
        }
        tomcat.start();
        address.listening("tomcat", connector.getLocalPort());
        tomcat.getServer().await();
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException busy) {
            // It lies among temporary files.
        }
    }
}
