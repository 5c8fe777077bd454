package grader.tests.parser;

import grader.lab.PackagedParts;
import grader.lab.Change;
import java.nio.file.Path;

/** The parser of lab 03's reference. Copies may have a text changed. */
public final class ReferenceParser {

    private static final Change COUNTS =
            new Change("IncrementalParser.java", "at = Ascii.skip(", "at = Caller.skip(");

    private final PackagedParts parts;
    private final PackagedParts.Maker<Connection> connections;

    private ReferenceParser(PackagedParts parts) {
        this.parts = parts;
        this.connections = parts.maker(Connection.class, int.class);
    }

    /** @param folder of the test's own */
    public static ReferenceParser in(Path folder) {
        return new ReferenceParser(PackagedParts.ofReference(3, CALLER, folder));
    }

    /** As {@link PackagedParts#with}. */
    public ReferenceParser with(Change... changes) {
        return new ReferenceParser(parts.with(changes));
    }

    /** One that counts the bytes which it looks at. */
    public ReferenceParser counting() {
        return with(COUNTS);
    }

    public Connection connection(int maxBody) {
        return connections.make(maxBody);
    }

    private static final String CALLER = """
            package parts;

            import grader.tests.parser.Connection;
            import grader.messages.Seen;
            import java.nio.ByteBuffer;
            import java.util.function.Supplier;
            import java.util.stream.IntStream;

            public final class Caller implements Connection {

                private static final ThreadLocal<long[]> LOOKED = ThreadLocal.withInitial(() -> new long[1]);

                private final RequestParser parser;

                public Caller(int maxBody) {
                    parser = new RequestParser(maxBody);
                }

                @Override
                public Supplier<Seen> receive(ByteBuffer in) throws Refused {
                    try {
                        Request request = parser.receive(in);
                        return request == null ? null : () -> seen(request);
                    } catch (HttpException refusal) {
                        throw new Refused(refusal.status(), refusal.getMessage());
                    }
                }

                private static Seen seen(Request request) {
                    Head head = request.head();
                    RequestTarget target = head.target();
                    byte[] content = request.content();
                    return new Seen(head.method(), head.rawTarget(), target.path(), target.query(), head.version(), lines(head.fields()),
                            Ascii.text(content, 0, content.length), lines(request.trailers()),
                            !head.isHttp10() && !head.fields().tokens("connection").contains("close"));
                }

                private static java.util.List<String> lines(Fields fields) {
                    return IntStream.range(0, fields.size()).mapToObj(i -> fields.name(i) + ": " + fields.value(i)).toList();
                }

                static int skip(boolean[] table, byte[] bytes, int from, int to) {
                    int stop = Ascii.skip(table, bytes, from, to);
                    LOOKED.get()[0] += stop - from + (stop < to ? 1 : 0);
                    return stop;
                }

                @Override
                public boolean isPartial() {
                    return parser.isPartial();
                }

                @Override
                public boolean expectsContinue() {
                    return parser.expectsContinue();
                }

                @Override
                public Object parser() {
                    return parser;
                }

                @Override
                public long looked() {
                    return LOOKED.get()[0];
                }
            }
            """;
}
