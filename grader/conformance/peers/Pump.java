package grader.conformance.peers;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;

/** Content that goes out as the client takes it: when the write queue is full, it waits for its drain handler. */
record Pump(InputStream content, HttpServerResponse response) {

    void run() {
        try {
            byte[] part = new byte[Content.PART];
            while (!response.writeQueueFull()) {
                int count = content.read(part);
                if (count < 0) {
                    response.end();
                    return;
                }
                response.write(Buffer.buffer().appendBytes(part, 0, count));
            }
            response.drainHandler(ready -> run());
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
    }
}
