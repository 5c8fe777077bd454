package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.stream.ChunkedStream;
import io.netty.util.AsciiString;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Lab 07's routes on Netty. All requests of one read are answered in one flush. */
final class NettyHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final DateField<AsciiString> DATE = new DateField<>(AsciiString::cached);

    @Override
    protected void channelRead0(ChannelHandlerContext channel, FullHttpRequest request) {
        // the decoder marks what is wrong, and leaves the response to the handler
        if (request.decoderResult().isFailure()) {
            FullHttpResponse refusal = text(400, "Bad Request\n");
            refusal.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            send(channel, false, refusal);
            return;
        }
        String[] target = request.uri().split("\\?", 2);
        Route route = Route.of(request.method().name(), target[0]);
        boolean head = request.method().equals(HttpMethod.HEAD);
        switch (route.name()) {
            case "GET /" -> send(channel, head, text(200, Content.HELLO));
            case "GET /json" ->
                send(channel, head, of(200, Content.JSON, Unpooled.copiedBuffer(Content.json(), UTF_8)));
            case "GET /bytes" -> letters(channel, head, route.number());
            case "GET /chunks" -> stream(channel, head, Content.BYTES, -1, Content.letterStream(route.number()));
            case "GET /rows" -> stream(channel, head, Content.JSON, -1, Content.rowStream(route.number()));
            case "POST /echo" -> send(channel, head, of(200,
                    request.headers().get(HttpHeaderNames.CONTENT_TYPE, Content.BYTES), request.content().retain()));
            case "GET /fields" ->
                send(channel, head, of(200, Content.LATIN, Unpooled.copiedBuffer(fields(request), ISO_8859_1)));
            case "GET /no-content" -> channel.write(empty(204));
            case "GET /slow" -> channel.executor().schedule(() -> {
                send(channel, head, text(200, Content.HELLO));
                channel.flush();
            }, route.number(), TimeUnit.MILLISECONDS);
            case "GET /fail-midway" -> {
                channel.write(begin(Content.TEXT, -1));
                channel.write(new DefaultHttpContent(Unpooled.copiedBuffer(Content.BEGINNING, UTF_8)));
                throw new IllegalStateException("the rest cannot be made");
            }
            case "GET /header" -> {
                FullHttpResponse response = text(200, Content.HELLO);
                response.headers().set("X-Value", Content.value(target.length == 1 ? "" : target[1]));
                send(channel, head, response);
            }
            case "GET /status" -> status(channel, head, route.number());
            default -> send(channel, head, text(404, "Not Found\n"));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        channel.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable fault) {
        channel.flush();
        channel.close();
    }

    private static void send(ChannelHandlerContext channel, boolean head, FullHttpResponse response) {
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        channel.write(head ? response.replace(Unpooled.EMPTY_BUFFER) : response);
    }

    private static void letters(ChannelHandlerContext channel, boolean head, long count) {
        if (count <= Content.PART) {
            send(channel, head, of(200, Content.BYTES, Unpooled.wrappedBuffer(Content.letters(count))));
        } else {
            stream(channel, head, Content.BYTES, count, Content.letterStream(count));
        }
    }

    private static void stream(ChannelHandlerContext channel, boolean head, String type, long length,
            InputStream content) {
        channel.write(begin(type, length));
        channel.write(
                new HttpChunkedInput(new ChunkedStream(head ? InputStream.nullInputStream() : content, Content.PART)));
    }

    private static HttpResponse begin(String type, long length) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.DATE, DATE.now()).set(HttpHeaderNames.CONTENT_TYPE, type);
        if (length >= 0) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        } else {
            response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        return response;
    }

    private static FullHttpResponse text(int status, String text) {
        return of(status, Content.TEXT, Unpooled.copiedBuffer(text, UTF_8));
    }

    private static FullHttpResponse of(int status, String type, ByteBuf content) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
        response.headers().set(HttpHeaderNames.DATE, DATE.now()).set(HttpHeaderNames.CONTENT_TYPE, type);
        return response;
    }

    private static FullHttpResponse empty(int status) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.DATE, DATE.now());
        return response;
    }

    private static void status(ChannelHandlerContext channel, boolean head, long status) {
        if (!Content.hasStatus(status)) {
            send(channel, head, text(404, "Not Found\n"));
        } else if (Content.mayHaveContent(status)) {
            send(channel, head, text((int) status, "status " + status + "\n"));
        } else {
            channel.write(empty((int) status));
        }
    }

    private static String fields(FullHttpRequest request) {
        StringBuilder text = new StringBuilder();
        request.headers()
                .forEach(field -> text.append(field.getKey().toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(field.getValue())
                        .append('\n'));
        return text.toString();
    }
}
