package grader.bench.parsers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.microhttp.MicrohttpParser;

/** Whose parser it is. */
public enum ParserContestant {

    OWN, MICROHTTP, NETTY, JETTY;

    Parser parserOf(byte[] bytes) {
        return switch (this) {
            case OWN -> OwnParser.of(bytes);
            case MICROHTTP -> new MicrohttpParser(bytes);
            case NETTY -> new NettyParser(bytes);
            case JETTY -> new JettyParser(bytes);
        };
    }

    /** All that it understands of the bytes, a line an item. */
    List<String> understands(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        Parser parser = parserOf(bytes);
        Parser.Sink sink = new Parser.Sink() {
            @Override
            public void request(String method, String target, int fields, int contentLength) {
                lines.add(method + " " + target + ", fields: " + fields + ", bytes of content: " + contentLength);
            }

            @Override
            public void field(String name, String value) {
                lines.add(name.toLowerCase(Locale.ROOT) + ": " + value);
            }
        };
        parser.parse(sink, true);
        parser.parse(sink, true);       // A second time, as on a connection that is kept.
        return lines;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
