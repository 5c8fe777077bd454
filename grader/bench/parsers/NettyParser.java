package grader.bench.parsers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Netty's HttpRequestDecoder with its defaults, without a pipeline around it. */
final class NettyParser extends HttpRequestDecoder implements Parser {

    private final ByteBuf in;
    private final List<Object> out = new ArrayList<>();

    NettyParser(byte[] bytes) {
        this.in = Unpooled.wrappedBuffer(bytes);
    }

    @Override
    public void parse(Sink sink, boolean decode) {
        in.setIndex(0, in.capacity());
        while (in.isReadable()) {
            try {
                decode(null, in, out);
            } catch (Exception error) {
                throw new IllegalStateException(error);
            }
        }
        for (int i = 0; i < out.size(); i += 2) {
            HttpRequest request = (HttpRequest) out.get(i);
            byte[] content = content((HttpContent) out.get(i + 1));
            sink.request(request.method().name(), request.uri(), request.headers().size(), content.length);
            if (decode) {
                for (Map.Entry<String, String> field : request.headers()) {
                    sink.field(field.getKey(), field.getValue());
                }
            }
        }
        out.clear();
    }

    private static byte[] content(HttpContent content) {
        byte[] bytes = new byte[content.content().readableBytes()];
        content.content().readBytes(bytes);
        content.release();
        return bytes;
    }
}
