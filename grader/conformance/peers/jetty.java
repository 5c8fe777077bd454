//JAVA 25+
//SOURCES ../../libraries/Servers.java
//SOURCES Address.java
//SOURCES Content.java
//SOURCES Route.java
//SOURCES JettyHandler.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.conformance.peers;

import java.nio.file.Path;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty with lab 07's routes in a handler. Handlers run on virtual threads, as its manual recommends for those that
 * wait.
 */
class jetty {

    public static void main(String[] args) throws Exception {
        Address address = Address.of(args);
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(address.idle().toMillis());
        server.addConnector(connector);
        server.setHandler(address.files() == null ? new JettyHandler()
                : new Handler.Sequence(files(address.files()), new JettyHandler()));
        server.start();
        address.listening("jetty", connector.getLocalPort());
        server.join();
    }

    private static Handler files(Path folder) {
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.of(files).newResource(folder));
        return new ContextHandler(files, "/files");
    }
}
