
package docs.studio.terminal;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import docs.studio.terminal.Screen.Look;
import java.util.List;

/** Shows how two texts differ, as a unified diff. */
final class Differences {

    private static final int CONTEXT = 3;

    private Differences() {}

    /** Returns whether there is any difference. */
    static boolean show(Screen screen, String oldName, String oldText, String newName, String newText) {
        List<String> before = oldText.lines().toList();
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                oldName, newName, before, DiffUtils.diff(before, newText.lines().toList()), CONTEXT);
        lines.forEach(line -> screen.line(coloured(screen, line)));
        return !lines.isEmpty();
    }

    private static String coloured(Screen screen, String line) {
        if (line.startsWith("---") || line.startsWith("+++")) {
            return screen.in(Look.BOLD, line);
        }
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> screen.in(Look.GOOD, line);
            case '-' -> screen.in(Look.BAD, line);
            case '@' -> screen.in(Look.LIT, line);
            default -> line;
        };
    }
}
