/**
 * The source of a {@link BlockingConnection}'s responses: an echo in lab 03, a handler from lab 04 on. Used until lab
 * 07, where `Exchange` takes over.
 */
interface Responder {

    /**
     * Returns the bytes of a whole response. A request that could not be understood gets a response, too
     * ({@link Request#failure}).
     *
     * @param close whether the connection closes after the response, which then says `Connection: close`
     */
    byte[] respond(Request request, boolean close);
}
