package docs.studio.live;

import docs.studio.code.Javadoc;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * How the code at the cursor may go on, as in jshell.
 *
 * @param from where the text begins that an option takes the place of
 */
record Completion(int from, List<String> options) {

    static final Completion NONE = new Completion(0, List.of());

    private static final int MOST = 100;

    static Completion of(JShell shell, String code, int cursor) {
        int start = snippet(shell, code, cursor);
        int[] anchor = new int[1];
        List<String> options = shell.sourceCodeAnalysis()
                .completionSuggestions(code.substring(start, cursor), cursor - start, anchor)
                .stream()
                .map(Suggestion::continuation)
                .distinct()
                .limit(MOST)
                .toList();
        return new Completion(start + anchor[0], options);
    }

    /** The signatures of what is at the cursor, and what its documentation says where the JDK has its sources. */
    static List<String> documentation(JShell shell, String code, int cursor) {
        int start = snippet(shell, code, cursor);
        return shell.sourceCodeAnalysis()
                .documentation(code.substring(start, cursor), cursor - start, true)
                .stream()
                .map(one -> one.signature() + (one.javadoc() == null ? "" : "\n" + Javadoc.summary(one.javadoc())))
                .distinct()
                .toList();
    }

    /** Where the snippet begins that the cursor is in: JShell looks at one at a time. */
    private static int snippet(JShell shell, String code, int cursor) {
        String before = code.substring(0, cursor);
        String rest = before;
        while (true) {
            SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (info.source() == null || info.remaining().isBlank()) {
                return before.length() - rest.length();
            }
            rest = info.remaining();
        }
    }
}
