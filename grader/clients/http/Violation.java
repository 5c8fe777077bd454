package grader.clients.http;

/**
 * A place where a response breaks a rule.
 *
 * @param expected what the rule asks for
 * @param found what came instead, escaped
 */
public record Violation(Rule rule, String expected, String found) {

    @Override
    public String toString() {
        return "expected " + expected + ", got " + found;
    }
}
