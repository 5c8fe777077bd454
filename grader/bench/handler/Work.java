package grader.bench.handler;

/** What a batch does many times. */
public interface Work {

    /** Answers the next request. @return the status */
    int answer();
}
