// Given: nothing in this file is for you to write.
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Makes responses from what is stored: whole, or as much as the client asks for. */
final class CacheReply {

    /** What a 304 must have if the 200 would have it (RFC 9110 §15.4.5), and what describes the cache. */
    private static final Set<String> KEPT = Set.of("age", "cache-control", "cache-status", "content-location", "date",
            "etag", "expires", "vary");

    private CacheReply() {}

    /** Returns what is stored. Its content may still be loading. */
    static Response whole(StoredResponse stored) {
        return stored.content().response(stored.status(), stored.fields());
    }

    /** Returns the same with its `Age`, in whole seconds (RFC 9111 §5.1). */
    static Response aged(StoredResponse stored, long now) {
        return whole(stored).with("Age",
                String.valueOf(TimeUnit.NANOSECONDS.toSeconds(stored.freshness().age(now))));
    }

    /** Returns what is stored to a client. */
    static Response hit(Request request, StoredResponse stored, long now) {
        return to(request, EdgeStatus.hit(aged(stored, now), stored.freshness().remaining(now)), stored);
    }

    /**
     * Returns a response to a client: a 304 if the client has the content already, a 206 with a part of it if the
     * client asks for a part, otherwise `response` (RFC 9111 §4.3.2). Conditions and ranges count for a 200 only.
     *
     * @param stored where the response is from; null if it is not stored
     */
    static Response to(Request request, Response response, StoredResponse stored) {
        if (response.status() != 200) {
            return response;
        }
        Validators now = StoredResponse.validators(response.fields());
        if (Preconditions.of(request).evaluate(true, now) == Preconditions.NOT_MODIFIED) {
            response.close();
            return notModified(response);
        }
        Fields fields = request.head().fields();
        List<String> ranges = fields.values("range");
        if (stored == null || ranges.size() != 1 || !request.head().method().equals("GET")
                || fields.has("if-range") && !isUnchanged(fields, now) || !stored.content().isComplete()) {
            return response;
        }
        ByteRange range = ByteRange.parse(ranges.getFirst(), stored.content().length());
        return range == null ? response : part(response, stored.content(), range);
    }

    private static Response notModified(Response response) {
        List<Field> fields = response.fields()
                .stream()
                .filter(field -> KEPT.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList();
        return new Response(Preconditions.NOT_MODIFIED, fields, new byte[0]);
    }

    /** Returns whether a part fits those that the client has: only a strong tag can say so (RFC 9110 §13.1.5). */
    private static boolean isUnchanged(Fields request, Validators now) {
        List<EntityTag> tags = EntityTag.list(request.values("if-range"));
        return tags.size() == 1 && now.tag() != null && tags.getFirst().matchesStrongly(now.tag());
    }

    private static Response part(Response whole, SharedContent content, ByteRange range) {
        whole.close();
        if (range.count() == 0) {
            return Problem.of(416, "no byte of the content is in this range")
                    .with("Content-Range", "bytes */" + content.length());
        }
        long last = range.first() + range.count() - 1;
        return new Response(206, whole.fields(), new byte[0], new SharedSource(content, range.first(), range.count()),
                false).with("Content-Range", "bytes " + range.first() + "-" + last + "/" + content.length());
    }
}
