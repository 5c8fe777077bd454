package docs.studio.code;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import grader.core.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;

/**
 * A declaration as its source has it.
 *
 * @param file of the labs, as it is shown; null if it is the JDK's
 * @param line from 1
 * @param signature without its body
 * @param text its comment, in words; empty if there is none
 */
public record Declaration(String file, int line, String signature, String text) {

    /** The JDK's sources, if it has them. */
    private static final Path JDK = Path.of(System.getProperty("java.home"), "lib", "src.zip");

    /**
     * What a key of {@link JavaElements#key} leads to; the comment may be that of an overridden method.
     *
     * @param sources the labs', by path
     */
    public static Optional<Declaration> of(String key, Map<String, String> sources) {
        List<Declaration> found = Stream.of(key.split(" ")).flatMap(one -> find(one, sources).stream()).toList();
        return found.stream()
                .findFirst()
                .map(first -> new Declaration(first.file, first.line, first.signature,
                        found.stream().map(Declaration::text).filter(text -> !text.isEmpty()).findFirst().orElse("")));
    }

    private static Optional<Declaration> find(String key, Map<String, String> sources) {
        String[] parts = key.split("[/#]");
        if (parts.length < 2) {
            return Optional.empty();
        }
        List<String> nested = List.of(parts[1].substring(parts[1].lastIndexOf('.') + 1).split("\\$"));
        String member = parts.length > 2 ? parts[2] : "";
        if (!parts[0].isEmpty()) {
            String file = parts[0] + "/" + parts[1].replaceFirst("\\$.*", "").replace('.', '/') + ".java";
            return jdk(file).flatMap(source -> in(null, source, nested, member));
        }
        String own = "/" + nested.getFirst() + ".java";
        return sources.keySet()
                .stream()
                .sorted(Comparator.comparing(name -> !name.endsWith(own)))
                .filter(name -> sources.get(name).contains(nested.getFirst()) || name.endsWith(own))
                .flatMap(name -> in(name, sources.get(name), nested, member).stream())
                .findFirst();
    }

    private static Optional<String> jdk(String file) {
        if (!Files.isRegularFile(JDK)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(JDK.toFile())) {
            ZipEntry entry = zip.getEntry(file);
            return entry == null ? Optional.empty()
                    : Optional.of(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Declaration> in(String file, String source, List<String> nested, String member) {
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, said -> {}, List.of("-proc:none"), null,
                        List.of(new SourceText(file == null ? nested.getFirst() + ".java" : file, source)));
        try {
            CompilationUnitTree unit = javac.parse().iterator().next();
            TreePath path = new TreePath(unit);
            for (String name : nested) {
                path = inner(path, name);
            }
            TreePath type = path;
            TreePath found = member.isEmpty() ? type : Optional.ofNullable(member(type, member)).orElse(type);
            return Optional.ofNullable(found).map(there -> of(javac, there, file, source));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static List<? extends Tree> inside(TreePath path) {
        return path == null ? List.of()
                : path.getLeaf() instanceof CompilationUnitTree unit ? unit.getTypeDecls()
                        : ((ClassTree) path.getLeaf()).getMembers();
    }

    private static TreePath inner(TreePath path, String name) {
        return inside(path).stream()
                .filter(one -> one instanceof ClassTree type && type.getSimpleName().contentEquals(name))
                .findFirst()
                .map(one -> new TreePath(path, one))
                .orElse(null);
    }

    private static TreePath member(TreePath type, String wanted) {
        return inside(type).stream()
                .filter(one -> key(one).equals(wanted))
                .findFirst()
                .map(one -> new TreePath(type, one))
                .orElse(null);
    }

    private static String key(Tree member) {
        return switch (member) {
            case VariableTree variable -> variable.getName().toString();
            case MethodTree method -> method.getName() + method.getParameters()
                    .stream()
                    .map(parameter -> JavaElements.brief(parameter.getType().toString()))
                    .collect(Collectors.joining(",", "(", ")"));
            default -> "";
        };
    }

    private static Declaration of(JavacTask javac, TreePath path, String file, String source) {
        DocTrees trees = DocTrees.instance(javac);
        CompilationUnitTree unit = path.getCompilationUnit();
        int start = (int) trees.getSourcePositions().getStartPosition(unit, path.getLeaf());
        String comment = trees.getDocComment(path);
        return new Declaration(file, (int) unit.getLineMap().getLineNumber(start), signature(source.substring(start)),
                comment == null ? "" : Javadoc.words(comment));
    }

    /** From the beginning of a declaration to its body, its value or its end. */
    private static String signature(String declaration) {
        String whole = declaration.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//.*", "")
                .replaceAll("@\\w+(\\([^)]*\\))?\\s*", "");
        return whole.replaceFirst("(?s)[{;=].*", "").replaceAll("\\s+", " ").strip();
    }
}
