package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Locale;

/** Lab 07's routes as a servlet. HEAD is made of GET by its base class. */
final class Lab07Servlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Route route = Route.of(request.getMethod(), request.getRequestURI());
        switch (route.name()) {
            case "GET /" -> send(response, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            case "GET /json" -> send(response, 200, Content.JSON, Content.json().getBytes(UTF_8));
            case "GET /bytes" -> {
                response.setContentLengthLong(route.number());
                Content.letters(route.number(), begin(response, Content.BYTES));
            }
            case "GET /chunks" -> Content.letters(route.number(), begin(response, Content.BYTES));
            case "GET /rows" -> Content.rows(route.number(), begin(response, Content.JSON));
            case "GET /fields" -> send(response, 200, Content.LATIN, fields(request).getBytes(ISO_8859_1));
            case "GET /no-content" -> response.setStatus(204);
            case "GET /slow" -> {
                sleep(route.number());
                send(response, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            }
            case "GET /fail-midway" -> {
                begin(response, Content.TEXT).write(Content.BEGINNING.getBytes(UTF_8));
                response.flushBuffer();
                throw new IllegalStateException("the rest cannot be made");
            }
            case "GET /header" -> {
                response.setHeader("X-Value", request.getParameter("value"));
                send(response, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            }
            case "GET /status" -> status(response, route.number());
            default -> response.sendError(404);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getRequestURI().equals("/echo")) {
            response.sendError(404);
            return;
        }
        String type = request.getContentType();
        send(response, 200, type == null ? Content.BYTES : type, request.getInputStream().readAllBytes());
    }

    private static OutputStream begin(HttpServletResponse response, String type) throws IOException {
        response.setContentType(type);
        return response.getOutputStream();
    }

    private static void send(HttpServletResponse response, int status, String type, byte[] content) throws IOException {
        response.setStatus(status);
        response.setContentLength(content.length);
        begin(response, type).write(content);
    }

    private static void status(HttpServletResponse response, long status) throws IOException {
        if (Content.hasStatus(status) && !Content.mayHaveContent(status)) {
            response.setStatus((int) status);
        } else {
            send(response, Content.hasStatus(status) ? (int) status : 404, Content.TEXT,
                    ("status " + status + "\n").getBytes(UTF_8));
        }
    }

    private static String fields(HttpServletRequest request) {
        StringBuilder text = new StringBuilder();
        for (String name : Collections.list(request.getHeaderNames())) {
            Collections.list(request.getHeaders(name))
                    .forEach(value -> text.append(name.toLowerCase(Locale.ROOT))
                            .append(": ")
                            .append(value)
                            .append('\n'));
        }
        return text.toString();
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }
}
