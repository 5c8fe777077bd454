package grader.bench.proxies;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.util.List;

/** What a proxy changes in the fields of a message. */
final class NettyFields {

    private static final String VIA = "1.1 netty";
    private static final AsciiString FOR = AsciiString.cached("X-Forwarded-For");
    private static final AsciiString PROTO = AsciiString.cached("X-Forwarded-Proto");
    private static final AsciiString FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
    private static final List<AsciiString> HOP_BY_HOP = List.of(HttpHeaderNames.CONNECTION,
            AsciiString.cached("keep-alive"), AsciiString.cached("proxy-connection"), HttpHeaderNames.TE,
            HttpHeaderNames.TRAILER, HttpHeaderNames.UPGRADE, HttpHeaderNames.EXPECT);

    private NettyFields() {}

    /** Makes the request of a client one of the proxy. */
    static void request(HttpRequest request, InetSocketAddress client, String scheme) {
        message(request.headers());
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        request.headers()
                .set(FOR, client.getAddress().getHostAddress())
                .set(PROTO, scheme)
                .set(FORWARDED_HOST, host);
    }

    /** Removes the fields that are for one connection (RFC 9110 §7.6.1); `Transfer-Encoding` is the codec's. */
    static void message(HttpHeaders fields) {
        for (String line : fields.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : line.split(",")) {
                fields.remove(name.strip());
            }
        }
        HOP_BY_HOP.forEach(fields::remove);
        fields.add(HttpHeaderNames.VIA, VIA);
    }
}
