package docs.studio.code;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement.ExportsDirective;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/**
 * How the code at the cursor may go on.
 *
 * @param from where the text begins that an option takes the place of
 * @param whole whether a longer name at this place has no other options
 */
public record Suggestions(int from, List<Option> options, boolean whole) {

    /**
     * @param detail what a list shows after the name: parameters and type, or a package
     * @param type of thing, as CodeMirror names it
     * @param key of its documentation; null if it has none
     * @param missing the import that it needs; null if it needs none
     * @param boost its rank
     */
    public record Option(String label, String detail, String type, String key, String missing, int boost) {}

    static final Suggestions NONE = new Suggestions(0, List.of(), false);

    private static final String MARK = "atTheCursor$";
    private static final int MOST = 500;
    private static final int SHORTEST_TO_IMPORT = 2;
    private static final Map<List<String>, List<String>> IMPORTABLE = new ConcurrentHashMap<>();

    public static Suggestions of(JavaCheck javac, Edited edited, int cursor) {
        String text = edited.text();
        int from = edited.nameStart(cursor);
        String prefix = text.substring(from, cursor);
        String marked = text.substring(0, from) + MARK + text.substring(cursor);
        return javac.ask(new Edited(edited.lab(), edited.file(), marked), view -> {
            List<Option> all = new Collector(view, edited.modules(), prefix).options();
            return new Suggestions(from, all, prefix.length() >= SHORTEST_TO_IMPORT && all.size() < MOST);
        }).orElse(NONE);
    }

    private static boolean isMark(TreePath path) {
        return switch (path.getLeaf()) {
            case IdentifierTree name -> name.getName().contentEquals(MARK);
            case MemberSelectTree select -> select.getIdentifier().contentEquals(MARK);
            case MemberReferenceTree reference -> reference.getName().contentEquals(MARK);
            default -> false;
        };
    }

    /** Collects what fits one place. */
    private static final class Collector {

        private final JavaView view;
        private final Elements elements;
        private final List<String> modules;
        private final String prefix;
        private final Set<Option> all = new LinkedHashSet<>();
        private Scope scope;

        Collector(JavaView view, List<String> modules, String prefix) {
            this.view = view;
            this.elements = view.task().getElements();
            this.modules = modules.isEmpty() ? List.of("java.base", "java.net.http") : modules;
            this.prefix = prefix.toLowerCase(Locale.ROOT);
        }

        List<Option> options() {
            Optional<TreePath> place = view.find(Suggestions::isMark);
            place.ifPresent(path -> {
                scope = view.trees().getScope(path);
                switch (path.getLeaf()) {
                    case MemberSelectTree select -> after(new TreePath(path, select.getExpression()), false);
                    case MemberReferenceTree reference ->
                        after(new TreePath(path, reference.getQualifierExpression()), true);
                    default -> names();
                }
            });
            return all.stream().limit(MOST).toList();
        }

        /** What a dot, or `::`, may be followed by. */
        private void after(TreePath before, boolean both) {
            Element element = view.trees().getElement(before);
            TypeMirror type = view.trees().getTypeMirror(before);
            if (element != null && element.getKind() == ElementKind.PACKAGE) {
                element.getEnclosedElements().forEach(inner -> add(inner, 0));
            } else if (element instanceof TypeElement named && !isThis(before.getLeaf())) {
                members(named, named.asType(), member -> both || member.getModifiers().contains(Modifier.STATIC)
                        || member.getKind().isInterface() || member.getKind().isClass());
            } else if (type != null) {
                of(type);
            }
        }

        private static boolean isThis(Tree tree) {
            return tree instanceof IdentifierTree name
                    && (name.getName().contentEquals("this") || name.getName().contentEquals("super"));
        }

        private void of(TypeMirror type) {
            switch (type.getKind()) {
                case ARRAY -> all.add(new Option("length", "int", "property", null, null, 1));
                case TYPEVAR, WILDCARD, INTERSECTION -> view.task().getTypes().directSupertypes(type).forEach(this::of);
                case DECLARED -> members((TypeElement) ((DeclaredType) type).asElement(), type,
                        member -> !member.getKind().isClass() && !member.getKind().isInterface());
                default -> {}
            }
        }

        private void members(TypeElement owner, TypeMirror type, Predicate<Element> wanted) {
            for (Element member : elements.getAllMembers(owner)) {
                if (wanted.test(member) && type.getKind() == TypeKind.DECLARED
                        && view.trees().isAccessible(scope, member, (DeclaredType) type)) {
                    boolean inherited = member.getEnclosingElement() != owner;
                    boolean common = member.getEnclosingElement().toString().equals("java.lang.Object");
                    add(member, common ? -2 : inherited ? 0 : 1);
                }
            }
        }

        /** All names that are known here: of variables, methods, types, and of types that can be imported. */
        private void names() {
            for (Scope at = scope; at != null; at = at.getEnclosingScope()) {
                Scope outer = at.getEnclosingScope();
                int boost = outer == null ? 0 : 2;
                at.getLocalElements().forEach(local -> add(local, boost));
                TypeElement owner = at.getEnclosingClass();
                if (owner != null && outer != null && owner != outer.getEnclosingClass()) {
                    members(owner, owner.asType(), member -> true);
                }
            }
            if (prefix.length() >= SHORTEST_TO_IMPORT) {
                Set<String> known = new LinkedHashSet<>();
                all.forEach(option -> known.add(option.label()));
                importable().stream()
                        .filter(name -> fits(simple(name)) && !known.contains(simple(name)))
                        .map(elements::getTypeElement)
                        .filter(type -> type != null && type.getModifiers().contains(Modifier.PUBLIC))
                        .forEach(type -> all.add(option(type, type.getQualifiedName().toString(), -1)));
            }
        }

        private void add(Element element, int boost) {
            String name = element.getSimpleName().toString();
            boolean isType = element.getKind().isClass() || element.getKind().isInterface();
            if (fits(name) && !name.contains("<") && !name.contains(MARK) && (!isType || !name.isEmpty())) {
                all.add(option(element, null, boost));
            }
        }

        private boolean fits(String name) {
            return name.toLowerCase(Locale.ROOT).startsWith(prefix);
        }

        private Option option(Element element, String missing, int boost) {
            String name = element.getSimpleName().toString();
            return new Option(name, JavaElements.detail(element), JavaElements.kind(element),
                    JavaElements.key(view.task(), element), missing, boost);
        }

        private static String simple(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        /**
         * The types of the JDK that the lab may use, by their qualified names. Whether they are public is not known.
         */
        private List<String> importable() {
            return IMPORTABLE.computeIfAbsent(modules, all -> {
                List<String> names = new ArrayList<>();
                all.stream().map(elements::getModuleElement).filter(found -> found != null).forEach(module -> {
                    for (ExportsDirective exported : ElementFilter.exportsIn(module.getDirectives())) {
                        String folder = exported.getPackage().getQualifiedName().toString();
                        if (exported.getTargetModules() == null && folder.startsWith("java")) {
                            names.addAll(types(module.getQualifiedName().toString(), folder));
                        }
                    }
                });
                return names;
            });
        }

        private List<String> types(String module, String folder) {
            try {
                Location place = view.files().getLocationForModule(StandardLocation.SYSTEM_MODULES, module);
                List<String> names = new ArrayList<>();
                for (JavaFileObject file : view.files().list(place, folder, Set.of(JavaFileObject.Kind.CLASS), false)) {
                    names.add(view.files().inferBinaryName(place, file));
                }
                names.removeIf(name -> name.contains("$") || name.endsWith("-info"));
                return names;
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    }
}
