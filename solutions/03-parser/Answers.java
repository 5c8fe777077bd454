/** What a {@link Conversation} answers with: the mirror in lab 03, a handler from lab 04 on. Given. */
interface Answers {

    /**
     * The bytes of a whole response.
     *
     * @param last whether the connection is closed behind it, so that it says `Connection: close`
     */
    byte[] answer(Request request, boolean last);

    /** The bytes of a whole response to what was no request; the connection is closed behind it. */
    byte[] refuse(HttpError refusal);
}
