package grader.proofs.protocol;

/**
 * A request, and how it has to be answered.
 *
 * @param text a char a byte
 * @param meant null if there is no answer
 */
public record GeneratedRequest(String text, ExpectedResponse meant) {}
