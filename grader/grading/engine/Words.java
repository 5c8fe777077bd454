package grader.grading.engine;

import java.util.Random;
import java.util.Set;

/** Words that a server cannot know beforehand. */
public final class Words {

    private Words() {}

    /** 8 to 12 letters, consonants and vowels in turn: a reader tells one from another. */
    public static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(8, 13);
        while (word.length() < length) {
            String letters = word.length() % 2 == 0 ? "bcdfghjklmnpqrstvwxz" : "aeiou";
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    /** The same, but none of `given`, to which it is added: of many, two would be equal with some seeds. */
    public static String word(Random random, Set<String> given) {
        String word = word(random);
        while (!given.add(word)) {
            word = word(random);
        }
        return word;
    }
}
