package grader.teaching.similarity;

import java.util.List;

/**
 * Two submissions that were compared.
 *
 * @param similarity from 0 to 1, without what both have from the starter
 */
record Pair(Compared first, Compared second, double similarity, List<Passage> passages) {

    /** What both have, up to names and order: lines of a file in each. */
    record Passage(Place first, Place second) {}

    /** @param from the first line, from 1 @param to the last line */
    record Place(String file, int from, int to) {}

    /** Such as 93%, rounded down. */
    String percent() {
        return (int) (100 * similarity) + "%";
    }
}
