package grader.teaching.gradebook.writers;

import grader.teaching.gradebook.Attempt;

/** Names of submissions, which may be any text, on a page. */
final class Names {

    private Names() {}

    static String shown(String name) {
        return name.isBlank() ? "(blank: '" + Attempt.shown(name) + "')" : Attempt.shown(name);
    }
}
