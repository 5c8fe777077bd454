package docs.studio.code;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * What a word in a file means: the one at the cursor, or before the parenthesis that the cursor is in.
 *
 * @param from where the word begins. @param to where it ends
 * @param file where it is declared, as it is shown; null if no file of the labs declares it
 * @param line of the declaration, from 1
 */
public record Meaning(int from, int to, String signature, String text, String file, int line) {

    public static Optional<Meaning> of(JavaCheck javac, Edited edited, int cursor) {
        String text = edited.text();
        int to = cursor > 0 && text.charAt(cursor - 1) == '(' ? cursor - 1 : cursor;
        int start = edited.nameStart(to);
        while (to < text.length() && Character.isJavaIdentifierPart(text.charAt(to))) {
            to++;
        }
        String word = text.substring(start, to);
        int end = to;
        record Found(String signature, String key, int line) {}
        Optional<Found> found = word.isEmpty() ? Optional.empty()
                : javac.ask(edited, view -> view
                        .find(path -> isAt(view, path, word, start, end))
                        .map(path -> element(view, path))
                        .map(element -> new Found(JavaElements.signature(element),
                                JavaElements.key(view.task(), element),
                                view.find(path -> path.getLeaf() instanceof VariableTree
                                        && view.trees().getElement(path) == element).map(view::line).orElse(0)))
                        .orElse(null));
        return found.map(what -> {
            Map<String, String> sources = edited.sources();
            return Optional.ofNullable(what.key())
                    .flatMap(key -> Declaration.of(key, sources))
                    .map(declared -> new Meaning(start, end, declared.signature(), declared.text(), declared.file(),
                            declared.line()))
                    .orElseGet(() -> new Meaning(start, end, what.signature(), "",
                            what.line() == 0 ? null : edited.path(), what.line()));
        });
    }

    private static boolean isAt(JavaView view, TreePath path, String word, int start, int end) {
        return switch (path.getLeaf()) {
            case IdentifierTree name -> name.getName().contentEquals(word) && view.start(path) == start;
            case MemberSelectTree select -> select.getIdentifier().contentEquals(word) && view.end(path) == end;
            case MemberReferenceTree reference -> reference.getName().contentEquals(word) && view.end(path) == end;
            case VariableTree variable -> variable.getName().contentEquals(word) && view.start(path) < start
                    && end <= (variable.getInitializer() == null ? view.end(path)
                            : view.start(new TreePath(path, variable.getInitializer())));
            default -> false;
        };
    }

    /** `new Socket()` means the constructor, if there is a fitting one. */
    private static Element element(JavaView view, TreePath path) {
        if (path.getParentPath().getLeaf() instanceof NewClassTree created && created.getIdentifier() == path.getLeaf()
                && view.trees().getElement(path.getParentPath()) instanceof ExecutableElement constructor) {
            return constructor;
        }
        return view.trees().getElement(path);
    }
}
