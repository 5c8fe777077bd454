package grader.bench.proxies;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** The connections to the backend: each loop keeps its own, so that a request stays on one thread. */
final class NettyBackends {

    private final InetSocketAddress backend;
    private final FastThreadLocal<Deque<Channel>> kept = new FastThreadLocal<>() {
        @Override
        protected Deque<Channel> initialValue() {
            return new ArrayDeque<>();
        }
    };

    NettyBackends(InetSocketAddress backend) {
        this.backend = backend;
    }

    /** Returns a connection that is kept, or a new one. */
    ChannelFuture take(EventLoop loop) {
        Channel last = kept.get().pollLast();
        return last != null ? last.newSucceededFuture()
                : new Bootstrap().group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.AUTO_READ, false)
                        .handler(new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline()
                                        .addLast(new HttpClientCodec(nettyproxy.LINE, nettyproxy.HEAD, nettyproxy.PART),
                                                new NettyBackendSide(NettyBackends.this));
                            }
                        })
                        .connect(backend);
    }

    /** Keeps a connection whose response is complete. It is read from, so that its end is noticed. */
    void keep(Channel channel) {
        kept.get().addLast(channel);
        channel.read();
    }

    /** Forgets a connection that the backend has closed. */
    void forget(Channel channel) {
        kept.get().remove(channel);
    }
}
