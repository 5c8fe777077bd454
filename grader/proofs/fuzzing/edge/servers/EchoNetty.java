//JAVA 25+
//SOURCES ../../../../libraries/Netty.java
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
//SOURCES Reading.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.proofs.fuzzing.edge.servers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;

/** Netty, whose handler says what was read. */
class EchoNetty {

    private static final int MOST_CONTENT = 1024 * 1024;

    public static void main(String[] args) throws InterruptedException {
        Channel channel = new ServerBootstrap().group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel opened) {
                        opened.pipeline()
                                .addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(),
                                        new HttpObjectAggregator(MOST_CONTENT), new Echo());
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(args[0]))
                .sync()
                .channel();
        channel.closeFuture().sync();
    }

    private static final class Echo extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext channel, FullHttpRequest request) {
            boolean failed = request.decoderResult().isFailure();
            FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                    failed ? HttpResponseStatus.BAD_REQUEST : HttpResponseStatus.OK);
            response.headers().setInt("Content-Length", 0);
            if (failed) {
                channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
                return;
            }
            response.headers()
                    .set(Reading.FIELD, Reading.of(request.method().name(), request.uri(),
                            ByteBufUtil.getBytes(request.content())));
            channel.writeAndFlush(response);
        }
    }
}
