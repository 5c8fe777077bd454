package grader.bench.proxies;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection to the backend. Between two requests it is kept in {@link NettyBackends}; meanwhile nothing may come on
 * it.
 */
final class NettyBackendSide extends ChannelInboundHandlerAdapter {

    private final NettyBackends backends;
    private ChannelHandlerContext client;       // null while it is kept
    private NettyClientSide side;
    private boolean clientKeeps;
    private boolean backendKeeps;
    private boolean sent;           // the request is complete
    private boolean begun;          // the client has got a part of the response
    private boolean interim;        // what comes is the end of an interim response

    NettyBackendSide(NettyBackends backends) {
        this.backends = backends;
    }

    /**
     * A request begins.
     *
     * @param keep whether its client keeps the connection
     */
    void begin(ChannelHandlerContext client, NettyClientSide side, boolean keep) {
        this.client = client;
        this.side = side;
        this.clientKeeps = keep;
        this.sent = false;
        this.begun = false;
    }

    void requestIsComplete() {
        sent = true;
    }

    @Override
    public void channelActive(ChannelHandlerContext backend) {
        backend.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext backend, Object message) {
        if (client == null) {
            ReferenceCountUtil.release(message);        // no one has asked for it
            backend.close();
        } else if (message instanceof HttpResponse response && !(interim = isInterim(response))) {
            begin(backend, response);
        } else if (message instanceof HttpContent content && !interim) {
            pass(backend, content);
        } else {
            ReferenceCountUtil.release(message);
            interim = !(message instanceof LastHttpContent);
        }
    }

    /** A 100 is for the proxy, which has removed `Expect`; it does not pass on others, either. */
    private static boolean isInterim(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void begin(ChannelHandlerContext backend, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            backend.close();
            return;
        }
        backendKeeps = HttpUtil.isKeepAlive(response);
        NettyFields.message(response.headers());
        if (!clientKeeps) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        begun = true;
        client.write(response);
    }

    private void pass(ChannelHandlerContext backend, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            backend.close();
        } else if (content instanceof LastHttpContent) {
            complete(backend, content);
        } else {
            client.write(content);
        }
    }

    private void complete(ChannelHandlerContext backend, HttpContent last) {
        ChannelHandlerContext from = client;
        client = null;
        if (backendKeeps && sent) {
            backends.keep(backend.channel());
        } else {
            backend.close();
        }
        if (clientKeeps && sent) {
            from.writeAndFlush(last);
            side.responded(from);
        } else {
            from.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Reads on when the client has taken what came: so a slow client slows the backend. */
    @Override
    public void channelReadComplete(ChannelHandlerContext backend) {
        if (client != null) {
            client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> backend.read());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext backend) {
        backends.forget(backend.channel());
        if (client != null && begun) {
            client.close();
        } else if (client != null) {
            NettyClientSide.refuse(client, HttpResponseStatus.BAD_GATEWAY);
        }
        client = null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext backend, Throwable fault) {
        backend.close();
    }
}
