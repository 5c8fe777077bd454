import java.util.List;

/**
 * A layer that sends only a part of a file if the client asks for a part (RFC 9110 §14): to continue a download, or to
 * jump to the middle of a film.
 *
 * <p>A `Range` field is a wish: whatever a server does not support, it ignores, and sends all. This one ignores more
 * than one range per request.
 */
final class Ranges implements Middleware {

    // open, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        List<String> values = request.head().fields().values("range");
        if (values.size() != 1 || !request.head().method().equals("GET") || response.status() != 200
                || !(response.source() instanceof FileSource file) || !isUnchanged(request, response)) {
            return response;
        }
        ByteRange range = ByteRange.parse(values.getFirst(), file.length());
        return range == null ? response : part(response, file, range);
    }

    /**
     * Returns whether the part still fits the parts that the client has: there is no `If-Range`, or it names the state
     * of the resource (RFC 9110 §13.1.5). `If-Range` is a tag, which must match strongly, or a date, which must be that
     * of `Last-Modified`. During the second of that date the file may change again, so the date does not match until
     * that second is over.
     */
    // task ranges, until then: return true;
    private static boolean isUnchanged(Request request, Response response) {
        Fields fields = request.head().fields();
        Validators now = Validators.of(response);
        if (!fields.has("if-range")) {
            return true;
        }
        List<EntityTag> tags = EntityTag.list(fields.values("if-range"));
        if (!tags.isEmpty()) {
            return tags.size() == 1 && tags.getFirst().matchesStrongly(now.tag());
        }
        return now.lastModified() == HttpDate.in(fields, "if-range")
                && now.lastModified() < System.currentTimeMillis() / 1000;
    }

    /**
     * Returns a 206 with this part of the content, and the other fields of the response. `Content-Range` is `bytes
     * FIRST-LAST/SIZE` (RFC 9110 §14.4). If the range has no byte, returns a 416 problem with `Content-Range: bytes
     * *&#47;SIZE` instead, and closes the response.
     *
     * @param file the whole content
     */
    // task ranges
    private static Response part(Response response, FileSource file, ByteRange range) {
        if (range.count() == 0) {
            response.close();
            return Problem.of(416, "no byte of the file is in this range")
                    .with("Content-Range", "bytes */" + file.length());
        }
        long last = range.first() + range.count() - 1;
        return new Response(206, response.fields(), new byte[0], file.part(range.first(), range.count()), false)
                .with("Content-Range", "bytes " + range.first() + "-" + last + "/" + file.length());
    }
}
