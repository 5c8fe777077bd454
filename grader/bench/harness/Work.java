package grader.bench.harness;

/** What is measured: the same, many times. */
public interface Work extends AutoCloseable {

    /**
     * Does it once.
     *
     * @param number counts up, from any number on
     * @return something, so that nothing can be left out as unused
     */
    long once(int number) throws Exception;

    @Override
    default void close() {}
}
