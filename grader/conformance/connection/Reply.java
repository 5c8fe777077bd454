package grader.conformance.connection;

import grader.clients.http.Bytes;
import grader.clients.http.Response;

/** One response in a trial. What a requirement expects of it and does not find is {@link Unmet}. */
public final class Reply extends Response {

    Reply(Response response) {
        super(response);
    }

    public boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    public boolean isClientError() {
        return status() >= 400 && status() < 500;
    }

    public Reply expect(int... allowed) {
        for (int one : allowed) {
            if (one == status()) {
                return this;
            }
        }
        throw new Unmet("expected " + words(allowed) + ", got " + brief());
    }

    public Reply expect(boolean right, String what) {
        if (!right) {
            throw new Unmet("expected " + what + ", got " + brief());
        }
        return this;
    }

    public Reply expectBody(String expected) {
        return expect(body().equals(expected), "the content \"" + Bytes.brief(expected) + "\"");
    }

    /** The first lines of it. */
    private String brief() {
        return Bytes.brief(statusLine()) + (body().isEmpty() ? ""
                : " with \"" + Bytes.brief(body().substring(0, Math.min(body().length(), 60))) + "\"");
    }

    public static String words(int... statuses) {
        return String.join(" or ", java.util.Arrays.stream(statuses).mapToObj(String::valueOf).toList());
    }
}
