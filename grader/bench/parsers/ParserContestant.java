package grader.bench.parsers;

import grader.bench.harness.LabPart;
import grader.bench.harness.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.microhttp.MicrohttpParser;

/** Whose parser it is. */
enum ParserContestant {

    OWN, MICROHTTP, NETTY, JETTY;

    private static final class Sum implements Parser.Sink {
        private long sum;

        @Override
        public void request(String method, String target, int fields, int contentLength) {
            sum += method.length() + target.length() + fields + contentLength;
        }

        @Override
        public void field(String name, String value) {
            sum += name.length() + value.length();
        }
    }

    Parser parserOf(byte[] bytes) {
        return switch (this) {
            case OWN -> LabPart.caller(Parser.class, List.of(byte[].class), bytes);
            case MICROHTTP -> new MicrohttpParser(bytes);
            case NETTY -> new NettyParser(bytes);
            case JETTY -> new JettyParser(bytes);
        };
    }

    /** What it does with the bytes of one read. */
    Work on(Traffic traffic) {
        Parser parser = parserOf(traffic.bytes);
        Sum sum = new Sum();
        return number -> {
            parser.parse(sum, traffic.decode);
            return sum.sum;
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
