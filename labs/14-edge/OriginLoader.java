import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/** Loads responses from the origin, one for all requests that come at the same time. */
final class OriginLoader {

    private final CacheStore store;
    private final CacheLoads loads;
    private final CacheThreads threads;
    private final UnsharedKeys unshared = new UnsharedKeys();
    private final long wait;
    private final LongSupplier nanos;

    /**
     * @param wait how long a request waits for content of another one's load whose length is unknown, in nanoseconds
     */
    OriginLoader(CacheStore store, CacheLoads loads, CacheThreads threads, long wait, LongSupplier nanos) {
        this.store = store;
        this.loads = loads;
        this.threads = threads;
        this.wait = wait;
        this.nanos = nanos;
    }

    /** Returns whether it is worth waiting for the response to another request. */
    boolean isShared(CacheCall call) {
        return CacheRules.mayLoad(call.request()) && !unshared.contains(call.key(), nanos.getAsLong());
    }

    /**
     * Returns a response that the origin has given to this request, or to another request that was on its way. Returns
     * null if there is none for this request. Where responses are not for others, no request waits for another one, and
     * the origin evaluates the conditions.
     *
     * @param why it is loaded
     */
    Response load(CacheCall call, String why) throws Exception {
        boolean shared = isShared(call);
        if (!CacheRules.mayLoad(call.request()) || !shared && !Preconditions.of(call.request()).isEmpty()) {
            return null;
        }
        CacheLoad load = new CacheLoad(call.key());
        CacheLoad other = loads.begin(load);
        if (other != null) {
            return shared ? follow(call, other, why) : null;
        }
        return lead(call, load, why);
    }

    /** Loads a response for no one, if no other request does that, and this one asks for all of it. */
    void refresh(CacheCall call) {
        CacheLoad load = new CacheLoad(call.key());
        if (CacheRules.mayLoad(call.request()) && loads.begin(load) == null
                && !threads.start(call.request().context().peer(),
                        context -> drop(lead(call.apart(context), load, "stale")))) {
            loads.end(load);
            load.giveUp();
        }
    }

    private static void drop(Response response) {
        if (response != null) {
            response.close();
        }
    }

    /**
     * Waits for another request's load, and returns its response if it fits this request
     * ({@link StoredResponse#matches}) and can be shared soon ({@link #isShareable}). Returns null if it does not, or
     * cannot, or if the load was given up: this request, or another one, has to load then. A load that has failed has
     * failed for all.
     */
    // task cache
    private Response follow(CacheCall call, CacheLoad other, String why) throws Exception {
        throw new Todo("cache");
    }

    /** Waits for content whose length is unknown. If it takes too long, or becomes too long, no one waits for it. */
    private boolean isShareable(StoredResponse loaded) throws InterruptedException {
        boolean shareable = loaded.content().awaitShareable(wait);
        if (!shareable) {
            unshared.add(loaded.key(), nanos.getAsLong());
        }
        return shareable;
    }

    /**
     * Loads a response for this request, and for all that follow it. What has been stored since this request looked is
     * not loaded again: then returns null. However this ends, no one waits for it any longer.
     */
    private Response lead(CacheCall call, CacheLoad load, String why) throws Exception {
        StoredResponse known = null;
        try {
            known = store.find(call.key(), call.fields());
            if (CacheRules.whyForwarded(known, call.asks(), nanos.getAsLong()) == null) {
                return null;
            }
            return ask(call, load, known, why);
        } catch (HttpException failure) {
            if (failure.status() >= 500 && mayReplaceError(known)) {
                return stale(call, load, known);
            }
            if (failure.status() < 500) {
                keepToItself(call, load);
            } else if (call.request().context().remaining() > 0) {
                load.fail(failure);     // Otherwise it is this request that has failed, and not the origin.
            }
            throw failure;
        } finally {
            if (!load.isCollecting()) {
                loads.end(load);
            }
            load.giveUp();
        }
    }

    /**
     * Asks the origin. What is stored is validated, if it can be: a 304 confirms it (RFC 9111 §4.3.3). A 304 that names
     * another tag confirms nothing, so the response is asked for again. Any other response takes the place of what is
     * stored; but if it is a 5xx, that may replace it.
     *
     * @param known what is stored; null if nothing is
     */
    private Response ask(CacheCall call, CacheLoad load, StoredResponse known, String why) throws Exception {
        long asked = nanos.getAsLong();
        Response response = call.load(known != null && known.canBeValidated() ? known : null);
        if (known != null && response.status() == Preconditions.NOT_MODIFIED) {
            response.close();
            if (known.isConfirmedBy(response)) {
                return confirmed(call, load, known,
                        known.confirmedBy(response, call.fields(), asked, nanos.getAsLong()), why);
            }
            asked = nanos.getAsLong();
            response = call.load(null);
        }
        if (response.status() >= 500 && mayReplaceError(known)) {
            response.close();
            return stale(call, load, known);
        }
        if (known != null && response.status() < 500) {
            store.remove(known);
        }
        return loaded(call, load, dated(response), asked, why);
    }

    private boolean mayReplaceError(StoredResponse known) {
        return known != null && known.mayBeStale("stale-if-error", nanos.getAsLong());
    }

    private Response stale(CacheCall call, CacheLoad load, StoredResponse known) {
        load.share(known);
        return CacheReply.hit(call.request(), known, nanos.getAsLong());
    }

    private Response confirmed(CacheCall call, CacheLoad load, StoredResponse known, StoredResponse confirmed,
            String why) {
        long now = nanos.getAsLong();
        Response response = CacheReply.whole(confirmed);
        if (CacheRules.mayStore(call.request(), call.key(), confirmed.status(), confirmed.fields(),
                confirmed.freshness())) {
            loads.endWith(load, confirmed);
            load.share(confirmed);
            response = EdgeStatus.stored(response, why, "; fwd-status=304", confirmed.freshness().remaining(now));
        } else {
            store.remove(known);
            keepToItself(call, load);
            response = EdgeStatus.forwarded(response, why + "; fwd-status=304");
        }
        return CacheReply.to(call.request(), response, confirmed);
    }

    /** Returns the response with the date when it came, if it has none (RFC 9110 §6.6.1). */
    private static Response dated(Response response) {
        return response.field("Date") != null ? response
                : response.with("Date", SystemClock.format(System.currentTimeMillis() / 1000));
    }

    private Response loaded(CacheCall call, CacheLoad load, Response response, long asked, String why) {
        long now = nanos.getAsLong();
        Freshness freshness = Freshness.of(response.fields(), asked, now);
        Response collected = null;
        if (!response.isLast()
                && CacheRules.mayStore(call.request(), call.key(), response.status(), response.fields(), freshness)) {
            collected = collect(call, load, response, freshness);
        }
        if (collected == null) {
            keepToItself(call, load);
            return CacheReply.to(call.request(), EdgeStatus.forwarded(response, why), null);
        }
        return CacheReply.to(call.request(), EdgeStatus.stored(collected, why, "", freshness.remaining(now)), null);
    }

    private void keepToItself(CacheCall call, CacheLoad load) {
        unshared.add(call.key(), nanos.getAsLong());
        load.keepsToItself();
    }

    /**
     * Returns the response with content that is collected in memory while its client gets it. When it is complete, it
     * is stored. Returns null if there is no room for it, or no thread: then the response is as before.
     */
    private Response collect(CacheCall call, CacheLoad load, Response response, Freshness freshness) {
        long length = BodyFraming.contentLength(response);
        long taken = Math.max(0, length) + StoredResponse.overhead(call.key(), response.fields());
        if (length > store.mostContent() || !store.take(taken)) {
            return null;
        }
        SharedContent content = new SharedContent(store, response, taken, store.mostContent(), threads.nanos());
        StoredResponse stored = StoredResponse.of(call.key(), call.fields(), response.status(), response.fields(),
                freshness, content);
        Response collected = CacheReply.whole(stored);
        load.collects();
        if (content.isComplete()) {
            store(load, stored);
        } else if (!threads.start(call.request().context().peer(), context -> collect(load, stored))) {
            collected.close();
            content.release();
            load.collectsNothing();
            return null;
        }
        load.share(stored);
        return collected;
    }

    private void collect(CacheLoad load, StoredResponse stored) {
        stored.content().load();
        store(load, stored);
    }

    /** Ends a load whose content has ended, and stores what is complete. */
    private void store(CacheLoad load, StoredResponse stored) {
        if (stored.content().isComplete()) {
            loads.endWith(load, stored);
            unshared.remove(stored.key());
        } else {
            unshared.add(stored.key(), nanos.getAsLong());
        }
        loads.end(load);
        stored.content().release();
    }
}
