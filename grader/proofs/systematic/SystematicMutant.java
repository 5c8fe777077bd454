package grader.proofs.systematic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The reference with one small change in a method that a task is about.
 *
 * @param task whose method is changed
 * @param name such as `RateLimit.allow ConditionalsBoundary 2`: it stays the same while that method does
 * @param place of the change, such as `solutions/05-middleware/RateLimit.java:41`
 * @param what is changed, in a few words
 */
record SystematicMutant(String task, String name, String place, String what, Variant variant) {

    /** The classes of the change, and how one reads it. */
    interface Variant {

        /**
         * Writes the classes that differ from the reference's.
         *
         * @param folder an empty one
         * @return whether there are any: what does not compile is no mutant
         */
        boolean write(Path folder) throws IOException;

        /** The lines that differ, as in a unified diff. */
        List<String> diff();
    }

    @Override
    public String toString() {
        return name;
    }
}
