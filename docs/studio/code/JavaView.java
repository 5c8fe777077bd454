package docs.studio.code;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.Optional;
import java.util.function.Predicate;
import javax.tools.StandardJavaFileManager;

/** A file that javac has analyzed. */
record JavaView(JavacTask task, CompilationUnitTree unit, StandardJavaFileManager files) {

    Trees trees() {
        return Trees.instance(task);
    }

    /** The first tree that fits, from the outside in. What javac could not make sense of belongs to it. */
    Optional<TreePath> find(Predicate<TreePath> fits) {
        class Search extends TreePathScanner<Void, Void> {
            TreePath found;

            @Override
            public Void scan(Tree tree, Void none) {
                if (tree == null || found != null) {
                    return null;
                }
                TreePath path = new TreePath(getCurrentPath(), tree);
                if (fits.test(path)) {
                    found = path;
                    return null;
                }
                return super.scan(tree, none);
            }

            @Override
            public Void visitErroneous(ErroneousTree tree, Void none) {
                return scan(tree.getErrorTrees(), none);
            }
        }
        Search search = new Search();
        search.scan(new TreePath(unit), null);
        return Optional.ofNullable(search.found);
    }

    long start(TreePath path) {
        return positions().getStartPosition(unit, path.getLeaf());
    }

    long end(TreePath path) {
        return positions().getEndPosition(unit, path.getLeaf());
    }

    int line(TreePath path) {
        return (int) unit.getLineMap().getLineNumber(start(path));
    }

    private SourcePositions positions() {
        return trees().getSourcePositions();
    }
}
