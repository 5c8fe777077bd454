//JAVA 25+
//SOURCES ../../../../libraries/Servers.java
//SOURCES Reading.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.proofs.fuzzing.edge.servers;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Jetty, whose handler says what was read. */
class EchoJetty {

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        connector.setIdleTimeout(600_000);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                byte[] content = BufferUtil.toArray(Source.asByteBuffer(request));
                response.getHeaders()
                        .put(Reading.FIELD,
                                Reading.of(request.getMethod(), request.getHttpURI().getPathQuery(), content));
                response.write(true, ByteBuffer.allocate(0), callback);
                return true;
            }
        });
        server.start();
        server.join();
    }
}
