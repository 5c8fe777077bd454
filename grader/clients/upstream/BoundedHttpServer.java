package grader.clients.upstream;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.HttpInput.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * WireMock's HTTP server with a limit. WireMock keeps the content of all requests, so a server that sends without end
 * would use up the grader's memory.
 */
final class BoundedHttpServer extends Jetty11HttpServer {

    /** @param room how many bytes of content it still takes. After that, a request that has any fails */
    BoundedHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs, AtomicLong room) {
        super(options, admin, stubs);
        jettyServer.insertHandler(new HandlerWrapper() {
            @Override
            public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                base.getHttpInput().addInterceptor(content -> taken(content, room));
                super.handle(target, base, request, response);
            }
        });
    }

    private static Content taken(Content content, AtomicLong room) {
        if (room.addAndGet(-content.remaining()) < 0) {
            throw new IllegalStateException("the requests to this service have too much content");
        }
        return content;
    }
}
