import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A response that other requests may get, too.
 *
 * @param vary the fields of the request that chose it, by name: those that its `Vary` names
 * @param control its `Cache-Control`
 */
record StoredResponse(CacheKey key, Map<String, List<String>> vary, int status, List<Field> fields,
        CacheControl control, Freshness freshness, SharedContent content) {

    /** The server that validates a response may not know how its content was transferred (RFC 9111 §3.2). */
    private static final Set<String> OF_CONTENT = Set.of("content-encoding", "content-length", "content-range");

    private static final int OBJECTS = 1_000;           // bytes of the objects around a response, and of those ...
    private static final int FIELD_OBJECTS = 150;       // ... of one field, roughly

    static StoredResponse of(CacheKey key, Fields request, int status, List<Field> fields, Freshness freshness,
            SharedContent content) {
        Map<String, List<String>> vary = new TreeMap<>();
        FieldLines.names(fields, "Vary").forEach(name -> vary.put(name, request.list(name)));
        return new StoredResponse(key, vary, status, fields, CacheControl.of(fields, "Cache-Control"), freshness,
                content);
    }

    /** Returns how many bytes a response takes besides its content, roughly. A client chooses the key. */
    static long overhead(CacheKey key, List<Field> fields) {
        long bytes = OBJECTS + 2L * key.uri().length() + key.scope().length();
        for (Field field : fields) {
            bytes += FIELD_OBJECTS + field.name().length() + field.value().length();
        }
        return bytes;
    }

    /**
     * Returns whether a request may get this response, as far as it is up to its fields (RFC 9111 §4.1): it goes to the
     * same place, and each field that `Vary` names has the same members as in the request before, or is in neither.
     */
    // task cache
    boolean matches(CacheKey other, Fields request) {
        return key.scope().equals(other.scope())
                && vary.entrySet().stream().allMatch(each -> each.getValue().equals(request.list(each.getKey())));
    }

    /** Returns whether the other one takes the place of this one. */
    boolean isVariant(StoredResponse other) {
        return key.scope().equals(other.key.scope()) && vary.equals(other.vary);
    }

    /**
     * Returns whether it may be used although it is stale, because of a directive that says for how many seconds: that
     * is `stale-while-revalidate` or `stale-if-error` (RFC 5861). Others forbid that (RFC 9111 §4.2.4).
     */
    boolean mayBeStale(String directive, long now) {
        boolean forbidden = control.has("no-cache") || control.has("must-revalidate")
                || control.has("proxy-revalidate") || control.has("s-maxage");
        return !forbidden && freshness.remaining(now) + TimeUnit.SECONDS.toNanos(control.seconds(directive)) > 0;
    }

    /** Returns what is known about the state of the content. A tag that is not one does not count. */
    Validators validators() {
        return validators(fields);
    }

    static Validators validators(List<Field> fields) {
        List<EntityTag> tags = EntityTag.list(FieldLines.values(fields, "ETag"));
        List<String> dates = FieldLines.values(fields, "Last-Modified");
        return new Validators(true, tags.size() == 1 ? tags.getFirst() : null,
                dates.size() == 1 ? HttpDate.parse(dates.getFirst()) : Validators.UNKNOWN);
    }

    /** Returns whether it can be asked for whether it still holds (RFC 9111 §4.3.1). */
    boolean canBeValidated() {
        return status == 200 && canBeValidated(fields);
    }

    static boolean canBeValidated(List<Field> fields) {
        Validators known = validators(fields);
        return known.tag() != null || known.lastModified() != Validators.UNKNOWN;
    }

    /** Returns whether a 304 is about this response: it names the same tag, or none. */
    boolean isConfirmedBy(Response notModified) {
        EntityTag tag = validators(notModified.fields()).tag();
        return tag == null || validators().tag() != null && tag.matchesWeakly(validators().tag());
    }

    /**
     * Returns this response after a 304 has confirmed it (RFC 9111 §3.2, §4.3.4): with the fields of the 304 in place
     * of its own that have the same names, except those that are {@link #OF_CONTENT}, with the other fields and the
     * content that it has, and with the freshness that both together have.
     *
     * @param asked when the request was sent that the 304 responds to
     */
    StoredResponse confirmedBy(Response notModified, Fields request, long asked, long now) {
        List<Field> newer = FieldLines.without(notModified.fields(), OF_CONTENT);
        Set<String> names = newer.stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<Field> merged = new ArrayList<>(FieldLines.without(fields, names));
        merged.addAll(newer);
        Freshness fresh = Freshness.of(merged, asked, now);
        return of(key, request, status, FieldLines.without(merged, Set.of("age")), fresh, content);
    }
}
