package grader.clients.generators;

/** The bytes of one request, and what a parser has to see in them. */
public record Message(byte[] bytes, Seen seen) {}
