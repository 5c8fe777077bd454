/** One layer of the onion, and all that is further in, as a handler. Given. */
record Layer(Middleware middleware, Handler next) implements Handler {

    @Override
    public Response handle(Request request) throws Exception {
        return middleware.handle(request, next);
    }

    @Override
    public Response refuse(HttpError refusal) {
        return middleware.refuse(refusal, next);
    }
}
