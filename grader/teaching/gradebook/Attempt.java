package grader.teaching.gradebook;

import grader.clients.http.Bytes;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a result is of.
 *
 * @param lab such as `lab03`
 * @param name of the submission; any text
 * @param attempt empty if there is only one, or for the first
 */
public record Attempt(String lab, String name, String attempt) {

    /** By lab and name; `2` comes before `10`. */
    public static final Comparator<Attempt> ORDER = Comparator.comparing(Attempt::lab)
            .thenComparing(Attempt::name)
            .thenComparing(one -> one.attempt.matches("\\d+") ? one.attempt.replaceFirst("^0+", "").length() : 0)
            .thenComparing(Attempt::attempt);

    static Attempt of(String lab, String name, Optional<String> attempt) {
        return new Attempt(lab.intern(), normal(name), attempt.orElse(""));
    }

    /** The same name may be composed in two ways (Unicode's NFC and NFD): archives made on macOS have the other one. */
    public static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Such as `1`, safe for a terminal. */
    public String number() {
        return attempt.isEmpty() ? "1" : shown(attempt);
    }

    /** On one line, safe for a terminal: `ada, attempt 2, lab03`. */
    @Override
    public String toString() {
        return shown(name) + (attempt.isEmpty() ? "" : ", attempt " + shown(attempt)) + ", " + lab;
    }

    /** Any text on one line, safe for a terminal. */
    public static String shown(String text) {
        return Bytes.printable(text).replace("\n", "\\n").replace("\t", "\\t");
    }
}
