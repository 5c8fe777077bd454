/** What a {@link BlockingConnection} answers with: the mirror in lab 03, a handler from lab 04 on. */
interface Responder {

    /**
     * The bytes of a whole response. A request that could not be understood is answered, too ({@link Request#failure}).
     *
     * @param close whether the connection is closed behind it, so that it says `Connection: close`
     */
    byte[] respond(Request request, boolean close);
}
