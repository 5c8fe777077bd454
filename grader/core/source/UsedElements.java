package grader.core.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;

/** The types and members that some source names, and the first lab that does. */
final class UsedElements extends TreePathScanner<Void, Void> {

    private final Trees trees;
    private final Map<Element, String> found = new HashMap<>();
    private String lab = "";

    UsedElements(Trees trees) {
        this.trees = trees;
    }

    /** Whose sources come next. @param lab such as `lab02`; labs are in the order of their names */
    void from(String lab) {
        this.lab = lab;
    }

    boolean has(Element element) {
        return found.containsKey(element);
    }

    /** The first lab that names the element, if it is a later one than this. */
    Optional<String> firstAfter(String lab, Element element) {
        return Optional.ofNullable(found.get(element)).filter(first -> first.compareTo(lab) > 0);
    }

    int size() {
        return found.size();
    }

    void add(Element element) {
        found.merge(element, lab, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    /** Adds all that a file names. */
    void add(CompilationUnitTree unit) {
        scan(new TreePath(unit), null);
    }

    /** Adds what the declaration of a method names, without its body. */
    void addDeclaration(MethodTree method, TreePath path) {
        method.getParameters().stream().map(VariableTree::getType).forEach(type -> add(type, path));
        method.getTypeParameters().forEach(type -> add(type, path));
        method.getThrows().forEach(type -> add(type, path));
        if (method.getReturnType() != null) {
            add(method.getReturnType(), path);
        }
    }

    /** Adds what a part of what stands at `path` names. */
    void add(Tree part, TreePath path) {
        scan(new TreePath(path, part), null);
    }

    private void note() {
        Element element = trees.getElement(getCurrentPath());
        if (element != null) {
            add(element);
        }
    }

    @Override
    public Void visitIdentifier(IdentifierTree name, Void nothing) {
        note();
        return super.visitIdentifier(name, nothing);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree name, Void nothing) {
        note();
        return super.visitMemberSelect(name, nothing);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree name, Void nothing) {
        note();
        return super.visitMemberReference(name, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
        note();
        return super.visitNewClass(made, nothing);
    }
}
