package grader.bench.load;

import java.util.function.BooleanSupplier;

/** Clients of one server that send a request, or make a connection, as soon as the last one is done. */
public interface Clients extends AutoCloseable {

    /**
     * Lets them. What is under way from before goes on.
     *
     * @param most nanoseconds, after which it ends in any case
     * @param enough is asked every tenth of a second whether it is to end
     */
    Tally closed(long most, BooleanSupplier enough);

    @Override
    void close();
}
