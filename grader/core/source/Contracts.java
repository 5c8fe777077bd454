package grader.core.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Reduces types to their contracts: the comment, the declaration, and those members that other sources name or that
 * another type declares. Bodies become holes; what nothing else names is gone.
 */
public final class Contracts {

    private final AnalyzedSources sources;
    private final Map<String, String> tasks;
    private final Map<String, String> labs;
    private final UsedElements used;

    private Contracts(AnalyzedSources sources, Map<String, String> tasks, Map<String, String> labs) {
        this.sources = sources;
        this.tasks = tasks;
        this.labs = labs;
        this.used = new UsedElements(sources.trees());
    }

    /**
     * @param tasks the files to reduce; for each, the task of those of its methods that have no mark
     * @param labs the lab of each file, such as `lab02`; files of none may be used by any
     * @return the reduced files, with the mark `// task ID` above each method; no file whose type nothing else names
     */
    public static Map<String, String> of(AnalyzedSources sources, Map<String, String> tasks, Map<String, String> labs) {
        return new Contracts(sources, tasks, labs).reduced();
    }

    private Map<String, String> reduced() {
        List<CompilationUnitTree> units = sources.units().stream().filter(this::isToReduce).toList();
        sources.units().stream().filter(unit -> !isToReduce(unit)).forEach(unit -> {
            used.from(lab(unit));
            used.add(unit);
        });
        Map<String, ContractText> contracts = new LinkedHashMap<>();
        int before;
        do {        // What a contract names belongs to the contract of its own type.
            before = used.size();
            units.forEach(unit -> contracts.put(AnalyzedSources.name(unit), reduced(unit)));
        } while (used.size() > before);
        return texts(contracts, units.stream().filter(this::isUsed).map(AnalyzedSources::name).toList());
    }

    private boolean isToReduce(CompilationUnitTree unit) {
        return tasks.containsKey(AnalyzedSources.name(unit));
    }

    private String lab(CompilationUnitTree unit) {
        return labs.getOrDefault(AnalyzedSources.name(unit), "");
    }

    private boolean isUsed(CompilationUnitTree unit) {
        return used.has(sources.element(AnalyzedSources.type(unit)));
    }

    /** A task of which no hole is left is named by a hole of the type it was in: else it would count as written. */
    private Map<String, String> texts(Map<String, ContractText> contracts, List<String> kept) {
        Set<String> unseen = new TreeSet<>();
        contracts.values().forEach(each -> unseen.addAll(each.tasks()));
        kept.forEach(name -> unseen.removeAll(contracts.get(name).tasksOfHoles()));
        List<String> naming = kept.stream().filter(name -> !contracts.get(name).tasksOfHoles().isEmpty()).toList();
        Map<String, Set<String>> told = new TreeMap<>();
        unseen.removeIf(task -> naming.isEmpty());
        unseen.forEach(task -> told.computeIfAbsent(place(task, contracts, naming), any -> new TreeSet<>()).add(task));
        Map<String, String> texts = new TreeMap<>();
        kept.forEach(name -> texts.put(name, contracts.get(name).with(told.getOrDefault(name, Set.of()))));
        return texts;
    }

    /** Where a task is told of: in the type that had its methods; if that is gone, in another of that type's task. */
    private String place(String task, Map<String, ContractText> contracts, List<String> naming) {
        Set<String> hearts = new TreeSet<>();
        contracts.forEach((name, text) -> {
            if (text.tasks().contains(task)) {
                hearts.add(tasks.get(name));
            }
        });
        return naming.stream()
                .filter(name -> contracts.get(name).tasks().contains(task))
                .findFirst()
                .or(() -> naming.stream().filter(name -> hearts.contains(tasks.get(name))).findFirst())
                .orElse(naming.getFirst());
    }

    private ContractText reduced(CompilationUnitTree unit) {
        String name = AnalyzedSources.name(unit);
        ContractText text = new ContractText(name, AnalyzedSources.text(unit), tasks.get(name));
        if (isUsed(unit)) {
            used.from(lab(unit));
            reduce(AnalyzedSources.type(unit), text);
        }
        return text;
    }

    private void reduce(TreePath type, ContractText text) {
        AnalyzedSources.parents(type).forEach(parent -> used.add(parent, type));
        sources.components(type).forEach(component -> used.add(component, type));
        text.enter(sources.body(type));
        for (TreePath member : sources.members(type)) {
            int end = sources.end(member, member.getLeaf());
            Element element = sources.element(member);
            if (isKept(element) || text.names(element)) {
                keep(member, element, text);
                text.keep(end);
            } else {
                text.drop(element == null ? "" : element.getSimpleName().toString(), end);
            }
        }
    }

    private boolean isKept(Element member) {
        return member != null && (used.has(member) || member.getKind() == ElementKind.ENUM_CONSTANT
                || member instanceof ExecutableElement method && sources.overridden(method)
                        .anyMatch(other -> used.has(other) || !isToReduce((TypeElement) other.getEnclosingElement())));
    }

    private boolean isToReduce(TypeElement type) {
        return tasks.containsKey(type.getSimpleName() + ".java");
    }

    private void keep(TreePath member, Element element, ContractText text) {
        switch (member.getLeaf()) {
            case MethodTree method when isWiring(method, element) && !text.isMarked(sources.start(member)) ->
                used.add(method, member.getParentPath());
            case MethodTree method -> {
                used.addDeclaration(method, member);
                sources.overridden((ExecutableElement) element).forEach(used::add);
                if (method.getBody() != null) {
                    int start = sources.start(member, method.getBody());
                    int end = sources.end(member, method.getBody());
                    if (element.getKind() == ElementKind.CONSTRUCTOR) {
                        text.constructor(start, end, callOfOther(method, member));
                    } else {
                        text.hole(sources.start(member), start, end, isVoid(method));
                        callers(member, element).ifPresent(lab -> text.calledFrom(lab, sources.start(member)));
                    }
                }
            }
            case VariableTree field when !element.getModifiers().contains(Modifier.FINAL) -> {
                used.add(field.getType(), member);
                text.noValue(field.getName().toString(), sources.start(member, field.getType()));
            }
            case ClassTree type when type.getKind() != Tree.Kind.INTERFACE -> reduce(member, text);
            case Tree other -> used.add(other, member.getParentPath());
        }
    }

    /** Whether a method makes something of flags, or its own type of the values of one: a server needs it to start. */
    private static boolean isWiring(MethodTree method, Element element) {
        List<String> taken = method.getParameters().stream().map(each -> each.getType().toString()).toList();
        return method.getModifiers().getFlags().contains(Modifier.STATIC) && (taken.contains("Flags")
                || taken.equals(List.of("List<String>")) && method.getReturnType()
                        .toString()
                        .equals(element.getEnclosingElement().getSimpleName().toString()));
    }

    /** The lab whose code is the first to call a method, if that is a later one. */
    private Optional<String> callers(TreePath method, Element element) {
        boolean overrides = sources.overridden((ExecutableElement) element).findAny().isPresent();
        return overrides ? Optional.empty() : used.firstAfter(lab(method.getCompilationUnit()), element);
    }

    /**
     * What a constructor passes to that of its parent, which is then part of the parent's contract, or to that of its
     * own record; empty for none.
     */
    private String callOfOther(MethodTree constructor, TreePath place) {
        boolean record = place.getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
        StatementTree first = constructor.getBody().getStatements().stream().findFirst().orElse(null);
        if (first == null || !first.toString().startsWith(record ? "this(" : "super(")
                || first.toString().equals("super();")) {
            return "";
        }
        used.add(first, new TreePath(place, constructor.getBody()));
        return first.toString();
    }

    private static boolean isVoid(MethodTree method) {
        return method.getReturnType().toString().equals("void");
    }
}
