package grader.clients.http;

import java.util.regex.Pattern;

/** The line of a chunk's size, a char a byte (RFC 9112 §7.1, §7.1.1). */
public final class ChunkGrammar {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String IN_QUOTES = "[\\t !#-\\[\\]-~\\x80-\\xFF]*+";
    private static final String QUOTED = "\"" + IN_QUOTES + "(?:\\\\[\\t -~\\x80-\\xFF]" + IN_QUOTES + ")*+\"";
    /** All extensions of a chunk: what may follow its size. */
    public static final Pattern EXTENSIONS = Pattern.compile(
            "(?:[ \\t]*;[ \\t]*" + TOKEN + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?)*");
    /** The whole line without its end; its group is the size, in hexadecimal and below 2^60. */
    static final Pattern LINE = Pattern.compile("(0*[0-9A-Fa-f]{1,15})" + EXTENSIONS);

    private ChunkGrammar() {}
}
