// Given: nothing in this file is for you to write.
/** The stops of a request and the waits between them, in order. Its {@link RequestContext} records the time at each. */
enum RequestStage {
    /** Its connection was accepted, and waits to be served. Only the first request of a connection has this time. */
    ACCEPT,
    /** Its connection is served, and waits for its client. Only the first request of a connection has this time. */
    SERVE,
    /** Its first bytes have arrived. They may wait, for an earlier request or for a thread that reads them. */
    ARRIVE,
    /** Parsing begins. */
    PARSE,
    /** It is complete or malformed, and waits for its turn. */
    QUEUE,
    /** It is its turn, and the outermost layer is next. */
    MIDDLEWARE,
    /** All outer layers have let it through. */
    ROUTE,
    /** Its route is known, and its handler begins. */
    HANDLE,
    /** Its handler has returned, or failed. */
    SERIALIZE,
    /** All layers have returned. Its response waits until the output has room for it. */
    BUFFER,
    /** Its response is next to be sent. */
    DRAIN,
    /** The last byte of its response was passed to the kernel, or its response was broken off. */
    END
}
