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
            sink.request(request.head().method(), request.head().rawTarget(), fields.size(), request.content().length);
            if (decode) {
                for (int i = 0; i < fields.size(); i++) {
                    sink.field(fields.name(i), fields.value(i));
                }
            }
        }
    }
}
