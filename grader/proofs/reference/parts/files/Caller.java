package parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Requests a file, and calls the test between the steps in which the server opens it. */
public final class Caller implements Function<Path, String> {

    private static Runnable between;

    public Caller(Runnable between) {
        Caller.between = between;
    }

    static void step() {
        between.run();
    }

    /** The content of `folder/deep/note.txt` below a root, or what happened instead. */
    @Override
    public String apply(Path root) {
        Request request = new Request(Head.UNKNOWN, new byte[0], Fields.EMPTY, null,
                new RequestContext(new Peer(InetSocketAddress.createUnresolved("c", 0), 0), null));
        request.setAttribute(Request.PARAMETERS, Map.of("path", List.of("folder", "deep", "note.txt")));
        try {
            return content(new StaticFiles(root, 0).handle(request));
        } catch (Exception failed) {
            return failed instanceof HttpException rejected ? "" + rejected.status() : "" + failed;
        }
    }

    private static String content(Response response) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(1_000);
        while (response.source().read(bytes) >= 0) {
            // more may follow
        }
        response.close();
        return new String(bytes.array(), 0, bytes.position(), UTF_8);
    }
}
