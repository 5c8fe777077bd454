package parts;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One request and its response. The response begins when its status is known, and goes on while the handler writes. */
final class ReferenceExchange extends HttpExchange {

    private final Request request;
    private final InetSocketAddress server;
    private final Headers requestFields = new Headers();
    private final Headers responseFields = new Headers();
    private final InputStream content;
    private final CompletableFuture<Response> response = new CompletableFuture<>();
    private volatile int status = -1;
    private volatile ResponsePipe pipe;     // null until the status is known, and if there is no content

    ReferenceExchange(Request request, InetSocketAddress server) {
        this.request = request;
        this.server = server;
        this.content = new ByteArrayInputStream(request.content());
        Fields fields = request.head().fields();
        for (int i = 0; i < fields.size(); i++) {
            requestFields.add(fields.name(i), fields.value(i));
        }
    }

    void run(HttpHandler handler) {
        try {
            handler.handle(this);
            response.completeExceptionally(new IllegalStateException("the handler has sent no response"));
            close();
        } catch (IOException | RuntimeException | Error failure) {
            response.completeExceptionally(failure);
            if (pipe != null) {
                pipe.breakOff();
            }
        }
    }

    /** Waits until the status is known. */
    Response response() throws Exception {
        try {
            return response.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** @param length 0: not known; -1: there is no content */
    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        status = code;
        List<Field> fields = new ArrayList<>();
        responseFields.forEach((name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
        Response head = new Response(code, List.copyOf(fields), new byte[0]);
        boolean isHead = getRequestMethod().equals("HEAD");       // of which no one knows the length
        if (length >= 0 || isHead) {
            pipe = new ResponsePipe(length <= 0 ? BodySource.UNKNOWN : length);
            head = head.withSource(pipe);
        }
        response.complete(head);
    }

    @Override
    public OutputStream getResponseBody() {
        return pipe == null ? OutputStream.nullOutputStream() : pipe.out();
    }

    @Override
    public void close() {
        if (pipe != null) {
            pipe.end();
        }
    }

    @Override
    public Headers getRequestHeaders() {
        return requestFields;
    }

    @Override
    public Headers getResponseHeaders() {
        return responseFields;
    }

    @Override
    public URI getRequestURI() {
        return URI.create(request.head().rawTarget());
    }

    @Override
    public String getRequestMethod() {
        return request.head().method();
    }

    @Override
    public InputStream getRequestBody() {
        return content;
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return server;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        throw notNeeded();
    }

    @Override
    public HttpContext getHttpContext() {
        throw notNeeded();
    }

    @Override
    public Object getAttribute(String name) {
        throw notNeeded();
    }

    @Override
    public void setAttribute(String name, Object value) {
        throw notNeeded();
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw notNeeded();
    }

    @Override
    public HttpPrincipal getPrincipal() {
        throw notNeeded();
    }

    private static UnsupportedOperationException notNeeded() {
        return new UnsupportedOperationException("the studio does not need it");
    }
}
