package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.grading.engine.Words;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The words of a check, such as the names of its products: what has one must not have the price of another. */
class RandomWordsTest {

    private static final int COUNT = 200_000;

    @Test
    void noneComesTwice() {
        Random random = new Random(1984);
        Set<String> given = new HashSet<>();
        assertEquals(COUNT, IntStream.range(0, COUNT)
                .mapToObj(i -> Words.word(random, given))
                .distinct()
                .count());
    }
}
