/** What a {@link Conversation} answers with: the mirror in lab 03, a handler from lab 04 on. Given. */
interface Answers {

    /**
     * The bytes of a whole response. A request that could not be understood is answered, too ({@link Request#failure}).
     *
     * @param last whether the connection is closed behind it, so that it says `Connection: close`
     */
    byte[] answer(Request request, boolean last);
}
