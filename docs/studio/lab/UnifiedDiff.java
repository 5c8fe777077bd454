package docs.studio.lab;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** How two texts differ, as `diff -u` shows it. */
final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** Its lines; none if the texts do not differ. */
    static List<String> of(String oldName, String old, String newName, String fresh) {
        List<String> before = old.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(oldName, newName, before,
                DiffUtils.diff(before, fresh.lines().toList()), CONTEXT);
    }
}
