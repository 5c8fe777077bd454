package grader.bench.parsers;

import grader.bench.own.ForkedParts;

/** The parser of lab 03. */
final class OwnParser {

    private static final int LAB = 3;

    private static final String CALLER = """
            package parts;

            import grader.bench.parsers.Parser;
            import java.nio.ByteBuffer;

            public final class Caller implements Parser {

                private final ByteBuffer in;
                private final RequestParser parser = new RequestParser(1024 * 1024);

                public Caller(byte[] bytes) {
                    this.in = ByteBuffer.wrap(bytes);
                }

                @Override
                public void parse(Sink sink, boolean decode) {
                    in.clear();
                    for (Request request = parser.receive(in); request != null; request = parser.receive(in)) {
                        Fields fields = request.head().fields();
                        sink.request(request.head().method(), request.head().text(), fields.size(), request.content().length);
                        if (decode) {
                            for (int i = 0; i < fields.size(); i++) {
                                sink.field(fields.name(i), fields.value(i));
                            }
                        }
                    }
                }
            }
            """;

    private OwnParser() {}

    static ForkedParts compile(boolean mine) {
        return new ForkedParts(LAB, mine, CALLER);
    }

    static Parser of(byte[] bytes) {
        return ForkedParts.caller(Parser.class, byte[].class, bytes);
    }
}
