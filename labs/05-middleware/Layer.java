/**
 * One layer of the onion, and all that is further in, as a handler. Given.
 *
 * <p>A layer that is not written yet lets everything pass, as if it were not there. So each can be written by itself.
 */
record Layer(Middleware middleware, Handler next) implements Handler {

    @Override
    public Response handle(Request request) throws Exception {
        Passage passage = new Passage(next);
        try {
            return middleware.handle(request, passage);
        } catch (Todo todo) {
            Response response = passage.sayOrThrow(todo);
            return response == null ? next.handle(request) : response;
        }
    }

    @Override
    public Response refuse(HttpError refusal) {
        Passage passage = new Passage(next);
        try {
            return middleware.refuse(refusal, passage);
        } catch (Todo todo) {
            Response response = passage.sayOrThrow(todo);
            return response == null ? next.refuse(refusal) : response;
        }
    }

    /** The way further in, for one request: it notes how far the request came, and so tells whose a Todo is. */
    private static final class Passage implements Handler {

        private final Handler next;
        private boolean entered;
        private Response response;      // null until it has come back

        private Passage(Handler next) {
            this.next = next;
        }

        @Override
        public Response handle(Request request) throws Exception {
            entered = true;
            response = next.handle(request);
            return response;
        }

        @Override
        public Response refuse(HttpError refusal) {
            entered = true;
            response = next.refuse(refusal);
            return response;
        }

        /**
         * What came back from further in; null if the layer did not get that far. A Todo from further in goes on
         * outwards.
         */
        private Response sayOrThrow(Todo todo) {
            if (entered && response == null) {
                throw todo;
            }
            todo.say();
            return response;
        }
    }
}
