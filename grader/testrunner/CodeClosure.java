package grader.testrunner;

import grader.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The project's own classes that a class can reach: those that its bytecode names, those that theirs name, and so on.
 * What none of them names it cannot run, unless it looks it up by a name made at run time.
 */
public final class CodeClosure {

    /** One class: the hash of its bytes, and the project's classes that it names. */
    record Node(String hash, Set<String> names) {}

    /** With slashes in class files; with dots where a program starts another by the name of its class. */
    private static final Pattern OWN = Pattern.compile("(?:grader|docs)[./][\\w./$]+");

    private final Function<String, Optional<byte[]>> bytes;
    private final ConcurrentMap<String, Optional<Node>> nodes = new ConcurrentHashMap<>();

    /** @param bytes the class file of a name such as `grader/course/Lab`; empty if there is no such class */
    CodeClosure(Function<String, Optional<byte[]>> bytes) {
        this.bytes = bytes;
    }

    /** The closure over the classes that this program runs from. */
    static CodeClosure ofThisProgram() {
        return new CodeClosure(name -> {
            try (InputStream in = CodeClosure.class.getResourceAsStream("/" + name + ".class")) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        });
    }

    /**
     * Of each class that can be reached from the roots, the roots included, the hash, by its name.
     *
     * @param within what is left out with all that only it names: classes that a registry names, and this run does not
     *        use
     */
    Map<String, String> of(Collection<String> roots, Predicate<String> within) {
        Map<String, String> reached = new TreeMap<>();
        Deque<String> waiting = new ArrayDeque<>(roots);
        while (!waiting.isEmpty()) {
            String name = waiting.poll();
            Optional<Node> node = within.test(name) ? nodes.computeIfAbsent(name, this::read) : Optional.empty();
            if (node.isPresent() && reached.put(name, node.get().hash()) == null) {
                node.get().names().stream().filter(next -> !reached.containsKey(next)).forEach(waiting::add);
            }
        }
        return reached;
    }

    /**
     * Names stand in class entries, in descriptors and in signatures, so all texts of the constant pool are searched.
     */
    private Optional<Node> read(String name) {
        return bytes.apply(name).map(file -> {
            ClassModel type = ClassFile.of().parse(file);
            Set<String> names = new TreeSet<>();
            for (PoolEntry entry : type.constantPool()) {
                String text = switch (entry) {
                    case ClassEntry one -> one.asInternalName();
                    case Utf8Entry one -> one.stringValue();
                    default -> "";
                };
                Matcher own = OWN.matcher(text);
                while (own.find()) {
                    names.add(own.group().replace('.', '/'));
                }
            }
            return new Node(Sha256.of(file), names);
        });
    }
}
