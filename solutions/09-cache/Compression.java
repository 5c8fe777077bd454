import java.util.Set;

/**
 * A layer that sends text in fewer bytes to clients that can read it: `Content-Encoding: gzip` (RFC 9110 §8.4, RFC
 * 1952).
 *
 * <p>It compresses only what becomes much smaller. Pictures, films and archives are compressed already, and a few bytes
 * would become more. Compressing costs far more than sending, so what has a strong tag is compressed once, and kept.
 *
 * @param cache keeps compressed content of at most {@link #MAX_KEPT} bytes
 */
record Compression(Cache cache) implements Middleware {

    private static final int MIN_BYTES = 512;
    /**
     * As much as the catalog may send for a product. Larger content is compressed while it is sent: it would take too
     * much memory, and its first byte would have to wait for its last one.
     */
    private static final int MAX_KEPT = 1 << 20;
    private static final Set<String> TYPES = Set.of("application/json", "application/problem+json", "application/xml",
            "image/svg+xml");

    /**
     * Passes the request on. A response that is compressible ({@link #isCompressible}) gets the coding gzip, and a tag
     * of its own, for a client whose `Accept-Encoding` prefers that. For any client it has `Vary: Accept-Encoding`, so
     * no cache reuses it for a client with other codings (RFC 9110 §12.5.5).
     */
    // task gzip, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        if (!isCompressible(response)) {
            return response;
        }
        Response varying = response.with("Vary", "Accept-Encoding");
        boolean gzip = AcceptEncoding.prefersGzip(request.head().fields().tokens("accept-encoding"));
        return gzip ? compressed(varying) : varying;
    }

    /** Returns whether compressing is worth it, and allowed (`no-transform`, RFC 9111 §5.2.2.6). */
    private static boolean isCompressible(Response response) {
        String type = response.field("Content-Type");
        String cacheControl = response.field("Cache-Control");
        long length = BodyFraming.contentLength(response);
        return response.status() == 200 && (length == BodySource.UNKNOWN || length >= MIN_BYTES)
                && type != null && isText(type.split(";", 2)[0])
                && response.field("Content-Encoding") == null
                && (cacheControl == null || !cacheControl.contains("no-transform"));
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || TYPES.contains(type);
    }

    /**
     * Returns the response with its content in the coding gzip ({@link #gzip}), and with `Content-Encoding: gzip`.
     * These are other bytes, so they have a tag of their own ({@link #tag}). No part of them can be requested, as no
     * position in them is known before they are made: `Accept-Ranges` is `none`.
     */
    // task gzip
    private Response compressed(Response response) {
        Response compressed = response.withSource(gzip(response)).with("Content-Encoding", "gzip");
        EntityTag tag = EntityTag.of(response);
        if (tag != null) {
            compressed = compressed.with("ETag", tag(tag).toString());
        }
        return compressed.field("Accept-Ranges") == null ? compressed : compressed.with("Accept-Ranges", "none");
    }

    /** Returns the content in the coding gzip. Nothing is compressed before it is read. */
    private BodySource gzip(Response response) {
        BodySource content = response.source() == null ? new BytesSource(response.body()) : response.source();
        String key = key(response);
        return key == null ? new GzipSource(content) : new CachedSource(cache, key, new GzipSource(content));
    }

    /**
     * Returns a key that no other content has: a tag that is a hash, or the path and the tag of a file. Returns null
     * for content that is not to be kept. It has no strong tag, or its tag names it among those of its own resource
     * only; it is too long; or it may change without its tag.
     */
    private static String key(Response response) {
        EntityTag tag = EntityTag.of(response);
        long length = BodyFraming.contentLength(response);
        if (tag == null || tag.weak() || length == BodySource.UNKNOWN || length > MAX_KEPT) {
            return null;
        }
        if (response.source() instanceof FileSource source) {
            return source.file().isSettled() ? "gzip " + source.file().path() + tag : null;
        }
        return tag.isHash() ? "gzip " + tag : null;
    }

    /** Returns the tag of compressed content. @param plain the tag of the content itself */
    static EntityTag tag(EntityTag plain) {
        return plain.withSuffix("-gzip");
    }
}
