package grader.bench.proxies;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The connection to a client. It takes one part of a request at a time, the next when the backend has taken that, and
 * the next request when the response is complete. What has been read before waits here.
 */
final class NettyClientSide extends ChannelInboundHandlerAdapter {

    private final NettyBackends backends;
    private final String scheme;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean ready;          // for the next part
    private Channel backend;        // null between two requests

    NettyClientSide(NettyBackends backends, String scheme) {
        this.backends = backends;
        this.scheme = scheme;
    }

    @Override
    public void channelActive(ChannelHandlerContext client) {
        next(client);
    }

    @Override
    public void channelRead(ChannelHandlerContext client, Object message) {
        waiting.add(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext client) {
        take(client);
    }

    /** Takes the next part, which may have been read already. */
    private void next(ChannelHandlerContext client) {
        ready = true;
        take(client);
    }

    private void take(ChannelHandlerContext client) {
        if (!ready) {
            return;
        }
        Object message = waiting.poll();
        ready = message == null;
        if (message == null) {
            client.read();
        } else if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            begin(client, request);
        } else if (message instanceof HttpContent content && backend != null) {
            pass(client, content);
        } else {
            ReferenceCountUtil.release(message);
            refuse(client, HttpResponseStatus.BAD_REQUEST);
        }
    }

    private void begin(ChannelHandlerContext client, HttpRequest request) {
        boolean keep = HttpUtil.isKeepAlive(request);
        NettyFields.request(request, (InetSocketAddress) client.channel().remoteAddress(), scheme);
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        backends.take(client.channel().eventLoop()).addListener((ChannelFutureListener) taken -> {
            if (!taken.isSuccess()) {
                refuse(client, HttpResponseStatus.BAD_GATEWAY);
                return;
            }
            backend = taken.channel();
            backend.pipeline().get(NettyBackendSide.class).begin(client, this, keep);
            backend.write(request);
            next(client);
        });
    }

    private void pass(ChannelHandlerContext client, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        Channel to = backend;
        if (last) {
            to.pipeline().get(NettyBackendSide.class).requestIsComplete();
            to.writeAndFlush(content);
        } else {
            to.writeAndFlush(content).addListener(written -> {
                if (written.isSuccess()) {
                    next(client);
                } else {
                    to.close();
                }
            });
        }
    }

    /** The response is complete. */
    void responded(ChannelHandlerContext client) {
        backend = null;
        next(client);
    }

    /** Responds in place of a backend, and ends the connection: content may still be on its way. */
    static void refuse(ChannelHandlerContext client, HttpResponseStatus status) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        client.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext client) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (backend != null) {
            backend.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext client, Throwable fault) {
        client.close();
    }
}
