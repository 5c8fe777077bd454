//JAVA 25+
//SOURCES ../../libraries/Netty.java
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
//SOURCES Address.java
//SOURCES Content.java
//SOURCES DateField.java
//SOURCES NettyHandler.java
//SOURCES Route.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.conformance.peers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.net.InetSocketAddress;

/**
 * Netty with lab 07's routes, as its examples put a server together; handlers run on its loops. It has neither a router
 * nor a Date.
 */
class netty {

    private static final int MOST_CONTENT = 1024 * 1024;

    public static void main(String[] args) throws InterruptedException {
        Address address = Address.of(args);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        ServerBootstrap bootstrap = new ServerBootstrap().group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(),
                                        new HttpObjectAggregator(MOST_CONTENT), new ChunkedWriteHandler(),
                                        new NettyHandler());
                    }
                });
        Channel channel = bootstrap.bind(address.host(), address.port()).sync().channel();
        address.listening("netty", ((InetSocketAddress) channel.localAddress()).getPort());
        channel.closeFuture().sync();
    }
}
