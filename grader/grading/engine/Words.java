package grader.grading.engine;

import java.util.Random;

/** Words that a server cannot know beforehand. */
public final class Words {

    private Words() {}

    /** 6 to 12 letters. */
    public static String word(Random random) {
        return random.ints(random.nextInt(6, 13), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
