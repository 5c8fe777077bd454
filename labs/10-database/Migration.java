// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * A step that changes the tables. It is written once, and never edited: there are databases on which it has happened.
 *
 * @param version 1, 2, and so on: the order of the steps
 * @param statements of SQL. H2 commits after each statement that changes tables, so a crash may come between any two,
 *        and the step then runs again. So it must be possible to repeat each of them.
 */
record Migration(int version, String name, List<String> statements) {

    Migration(int version, String name, String... statements) {
        this(version, name, List.of(statements));
    }

    /** Returns a text that is different as soon as a statement is: the {@link Sha256} of all of them. */
    String checksum() {
        return Sha256.of((String.join(";\n", statements) + ";\n").getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "migration " + version + " (" + name + ")";
    }
}
