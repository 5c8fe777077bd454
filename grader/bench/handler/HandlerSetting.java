package grader.bench.handler;

/** What is put between a request and the handler that answers it. */
public enum HandlerSetting {

    FEW_ROUTES("a router with 50 routes"),
    MANY_ROUTES("a router with 50,000 routes"),
    NO_LAYER("no layer"),
    SIX_LAYERS("six layers, the log off"),
    SIX_LAYERS_AND_LOG("six layers, the log in a file");

    private final String words;

    HandlerSetting(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
