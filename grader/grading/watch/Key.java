package grader.grading.watch;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of watch mode, each the first letter of its name. */
public enum Key {
    NEXT("next"), HINT("hint"), LIST("list"), CHECK("check again"), QUIT("quit");

    private final String does;

    Key(String does) {
        this.does = does;
    }

    private char letter() {
        return does.charAt(0);
    }

    static Optional<Key> of(char typed) {
        return Stream.of(values()).filter(key -> key.letter() == Character.toLowerCase(typed)).findFirst();
    }

    /** `n next h hint …`. */
    static String help() {
        return Stream.of(values()).map(key -> key.letter() + " " + key.does).collect(Collectors.joining("  "));
    }
}
