/** The stops of a request whose time its {@link RequestContext} knows, in their order. */
enum Stop {
    /** The first byte of its head was parsed. */
    PARSE,
    /** All of it has come, and the outermost layer is next. */
    MIDDLEWARE,
    /** All outer layers have let it pass. */
    ROUTE,
    /** Its route is known, and its handler begins. */
    HANDLE,
    /** Its handler has returned, or failed. */
    SERIALIZE
}
