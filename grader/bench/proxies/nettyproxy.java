//JAVA 25+
//SOURCES ../../libraries/Netty.java
//SOURCES ProxyFlags.java
//SOURCES NettyBackends.java
//SOURCES NettyClientSide.java
//SOURCES NettyBackendSide.java
//SOURCES NettyFields.java
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.bench.proxies;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;

/**
 * A reverse proxy on Netty: both connections of a request are on one loop, those to the backend are kept, messages are
 * passed on as they come. TLS is done by the JDK's engine.
 */
class nettyproxy {

    static final int LINE = 4096;
    static final int HEAD = 8192;
    static final int PART = 64 * 1024;      // of content that is passed on at once
    private static final int BACKLOG = 1024;

    public static void main(String[] args) throws Exception {
        ProxyFlags flags = ProxyFlags.of(args);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        NettyBackends backends = new NettyBackends(new InetSocketAddress(ProxyFlags.HOST, flags.backend()));
        if (flags.securePort() != 0) {
            SslContext secure = SslContextBuilder.forServer(flags.certificate(), flags.key())
                    .sslProvider(SslProvider.JDK)
                    .build();
            listen(loops, backends, secure, flags.securePort());
        }
        Channel plain = listen(loops, backends, null, flags.port());
        flags.listening("nettyproxy", ((InetSocketAddress) plain.localAddress()).getPort());
        plain.closeFuture().sync();
    }

    /** @param secure null for plain HTTP */
    private static Channel listen(EventLoopGroup loops, NettyBackends backends, SslContext secure, int port)
            throws InterruptedException {
        return new ServerBootstrap().group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (secure != null) {
                            channel.pipeline().addLast(secure.newHandler(channel.alloc()));
                        }
                        channel.pipeline()
                                .addLast(new HttpServerCodec(LINE, HEAD, PART),
                                        new NettyClientSide(backends, secure == null ? "http" : "https"));
                    }
                })
                .bind(ProxyFlags.HOST, port)
                .sync()
                .channel();
    }
}
