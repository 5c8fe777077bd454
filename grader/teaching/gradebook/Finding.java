package grader.teaching.gradebook;

/** Something that keeps a collection of results from being complete: what it is, with its file, and the remedy. */
public record Finding(String what, String remedy) {

    @Override
    public String toString() {
        return what + "; " + remedy;
    }
}
