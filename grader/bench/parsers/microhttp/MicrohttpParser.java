// microhttp's parser is package-private: this class stands in its package.
package org.microhttp;

import grader.bench.parsers.Parser;
import java.nio.ByteBuffer;

/** microhttp's parser, called as its ConnectionEventLoop does. */
public final class MicrohttpParser implements Parser {

    private final ByteBuffer in;
    private final ByteTokenizer tokenizer = new ByteTokenizer();

    public MicrohttpParser(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    @Override
    public void parse(Sink sink, boolean decode) {
        tokenizer.add(in.clear());
        RequestParser parser = new RequestParser(tokenizer);
        while (parser.parse()) {
            Request request = parser.request();
            sink.request(request.method(), request.uri(), request.headers().size(), request.body().length);
            if (decode) {
                for (Header header : request.headers()) {
                    sink.field(header.name(), header.value());
                }
            }
            tokenizer.compact();
            parser = new RequestParser(tokenizer);
        }
    }
}
