package grader.core.source;

import grader.core.console.UserError;

/**
 * A change of one source.
 *
 * @param file the name of the source, without a folder
 * @param text a {@link Passage}, which matches exactly one place in it
 * @param with replaces the passage
 */
public record Change(String file, String text, String with) {

    /**
     * The source with the change in it.
     *
     * @param name of the source, as errors shall show it
     * @throws UserError unless the passage matches exactly one place
     */
    public String in(String name, String source) {
        var matches = new Passage(text).in(source);
        if (matches.size() != 1) {
            throw new UserError(
                    "'" + text.strip() + "' matches " + (matches.isEmpty() ? "nothing" : matches.size() + " places")
                            + " in " + name,
                    "make it match exactly one place");
        }
        Passage.Match match = matches.getFirst();
        return source.substring(0, match.start()) + with + source.substring(match.end());
    }
}
