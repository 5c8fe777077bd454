package parts;

import grader.clients.generators.Seen;
import grader.proofs.reference.parser.Connection;
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
        return new Seen(head.method(), head.rawTarget(), target.path(), target.query(), head.version(),
                lines(head.fields()),
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
