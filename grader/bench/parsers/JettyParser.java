package grader.bench.parsers;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;

/**
 * Jetty's HttpParser with its defaults; a connection's parser is reset after each request, as its HttpConnection does.
 */
final class JettyParser implements Parser, HttpParser.RequestHandler {

    private final ByteBuffer in;
    private final HttpParser parser = new HttpParser(this);
    private String method;
    private String target;
    private List<HttpField> fields = new ArrayList<>();
    private byte[] content;
    private int length;

    JettyParser(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    @Override
    public void parse(Sink sink, boolean decode) {
        in.clear();
        while (in.hasRemaining() && parser.parseNext(in)) {
            sink.request(method, target, fields.size(), length);
            if (decode) {
                for (HttpField field : fields) {
                    sink.field(field.getName(), field.getValue());
                }
            }
            parser.reset();
        }
    }

    @Override
    public void startRequest(String method, String target, HttpVersion version) {
        this.method = method;
        this.target = target;
        this.fields = new ArrayList<>();
        this.content = new byte[0];
        this.length = 0;
    }

    @Override
    public void parsedHeader(HttpField field) {
        fields.add(field);
    }

    @Override
    public boolean headerComplete() {
        content = new byte[(int) Math.max(0, parser.getContentLength())];
        return false;
    }

    @Override
    public boolean content(ByteBuffer part) {
        int count = part.remaining();
        part.get(content, length, count);
        length += count;
        return false;
    }

    @Override
    public boolean contentComplete() {
        return false;
    }

    @Override
    public boolean messageComplete() {
        return true;
    }

    @Override
    public void earlyEOF() {
        throw new IllegalStateException("the bytes are whole requests");
    }
}
