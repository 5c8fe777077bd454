package grader.bench.load;

/** The content of a right answer. */
enum Expected {

    HELLO("Hello, world\n"),
    JSON("\\{\"id\":\\d+,\"name\":\"Ada\",\"tags\":\\[\"a\",\"b\",\"c\"],\"ok\":true}\n"),
    ECHO("e{1024}"),
    LONG_ECHO("e{65536}"),
    LETTERS("x{65536}");

    private final String pattern;

    Expected(String pattern) {
        this.pattern = pattern;
    }

    boolean fits(String content) {
        return content.matches(pattern);
    }
}
