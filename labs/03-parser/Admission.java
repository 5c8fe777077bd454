// Given: nothing in this file is for you to write.
/** Decides about requests as soon as their heads have arrived. */
interface Admission {

    /**
     * Returns the destination of the content of a request. It gets the content as it arrives, but the request is
     * handled only when all of it has arrived.
     *
     * @param context where the destination can leave a value for the handler
     * @param maxBody the maximum number of bytes that content may take in memory
     * @throws HttpException to reject the request
     */
    Content admit(Head head, RequestContext context, int maxBody);
}
