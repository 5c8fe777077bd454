import java.util.Set;

/**
 * A layer that sends text in fewer bytes to clients that can read it: `Content-Encoding: gzip` (RFC 9110 §8.4, RFC
 * 1952).
 *
 * <p>It compresses only what becomes much smaller. Pictures, films and archives are compressed already, and a few bytes
 * would become more.
 */
final class Compression implements Middleware {

    private static final int MIN_BYTES = 512;
    private static final Set<String> TYPES = Set.of("application/json", "application/problem+json", "application/xml",
            "image/svg+xml");

    /**
     * Passes the request on. If its response is compressible ({@link #isCompressible}), it gets `Vary: Accept-Encoding`
     * in any case, so that no cache gives it to a client with other codings (RFC 9110 §12.5.5), and it is compressed
     * ({@link #compressed}) if the client prefers that ({@link AcceptEncoding#prefersGzip}).
     */
    // task gzip
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("gzip");
        return next.handle(request);
    }

    /** Returns whether compressing is worth it, and allowed (`no-transform`, RFC 9111 §5.2.2.6). */
    private static boolean isCompressible(Response response) {
        String type = response.field("Content-Type");
        String cacheControl = response.field("Cache-Control");
        long length = response.source() == null ? response.body().length : response.source().length();
        return response.status() == 200 && (length == BodySource.UNKNOWN || length >= MIN_BYTES)
                && type != null && isText(type.split(";", 2)[0])
                && response.field("Content-Encoding") == null
                && (cacheControl == null || !cacheControl.contains("no-transform"));
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || TYPES.contains(type);
    }

    /**
     * Returns the response with its content in the coding gzip ({@link GzipSource}), and with `Content-Encoding: gzip`.
     * These are other bytes, so they have a tag of their own ({@link #tag}). No part of them can be requested, as no
     * position in them is known before they are made: `Accept-Ranges` is `none`.
     */
    // task gzip
    private static Response compressed(Response response) {
        throw new Todo("gzip");
    }

    /** Returns the tag of compressed content. @param plain the tag of the content itself */
    static EntityTag tag(EntityTag plain) {
        return plain.withSuffix("-gzip");
    }
}
