package grader.proofs.mutants.tests.jetty;

import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/** Responds with the matched route and its parameters; Jetty writes the errors. */
final class RouteHandler extends Handler.Abstract {

    private final Routes routes;

    RouteHandler(Routes routes) {
        this.routes = routes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Request.extractQueryParameters(request);        // a bad query is found when it is read
        String path = Request.getPathInContext(request);
        String method = request.getMethod();
        Routes.Found found = routes.find(method, path);
        if (found == null && method.equals("HEAD")) {
            found = routes.find("GET", path);
        }
        if (found != null) {
            answer(found, response, callback);
        } else {
            answerWithoutRoute(method, routes.methods(path), request, response, callback);
        }
        return true;
    }

    private static void answer(Routes.Found found, Response response, Callback callback) {
        StringBuilder text = new StringBuilder("route: " + found.written() + "\n");
        found.parameters()
                .forEach(
                        (name, value) -> text.append(name).append(": ").append(URIUtil.decodePath(value)).append('\n'));
        response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
        Content.Sink.write(response, true, text.toString(), callback);
    }

    /** As Jetty's servlets do it: Allow has the methods that there are, and those that every path answers. */
    private static void answerWithoutRoute(String method, Set<String> methods, Request request, Response response,
            Callback callback) {
        if (methods.isEmpty()) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return;
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        response.getHeaders().put("Allow", String.join(", ", methods));
        if (method.equals("OPTIONS")) {
            callback.succeeded();
        } else {
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
        }
    }
}
