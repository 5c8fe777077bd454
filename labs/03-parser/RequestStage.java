// Given: nothing in this file is for you to write.
/** The stops of a request, in order. Its {@link RequestContext} records the time at each. */
enum RequestStage {
    /** Its first bytes have arrived, and parsing begins. */
    PARSE,
    /** It is complete or malformed, and the outermost layer is next. */
    MIDDLEWARE,
    /** All outer layers have let it through. */
    ROUTE,
    /** Its route is known, and its handler begins. */
    HANDLE,
    /** Its handler has returned, or failed. */
    SERIALIZE
}
