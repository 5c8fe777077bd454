package grader.grading.submission;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.results.result.Shortcut;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads compiled classes, and finds in them what {@link ShortcutRule} names: at most one shortcut of a kind for each
 * line.
 */
public final class Inspection {

    private static final int MOST = 100;
    private static final Pattern DESCRIBED = Pattern.compile("L([^;]+);");

    /** Where it was found, in the order of files and lines. */
    private record Spot(String file, int line, String kind) implements Comparable<Spot> {
        @Override
        public int compareTo(Spot other) {
            return Comparator.comparing(Spot::file)
                    .thenComparing(Spot::line)
                    .thenComparing(Spot::kind)
                    .compare(this, other);
        }
    }

    private final Map<String, Set<String>> allowed;
    private final Map<Spot, String> found = new TreeMap<>();
    private String file;
    private int line;

    private Inspection(Map<String, Set<String>> allowed) {
        this.allowed = allowed;
    }

    /**
     * The shortcuts in the classes that a submission was compiled to, but for those that its lab and the earlier ones
     * allow.
     */
    public static List<Shortcut> of(Submission submission, Path classes) {
        Map<String, String> names = new TreeMap<>();
        submission.sources().keySet().forEach(name -> names.put(name.substring(name.lastIndexOf('/') + 1), name));
        return of(classes, allowed(submission.lab()), file -> names.getOrDefault(file, file));
    }

    /** By file, the kinds that are no shortcuts in it. */
    private static Map<String, Set<String>> allowed(Lab lab) {
        Map<String, Set<String>> allowed = new TreeMap<>();
        lab.course()
                .all()
                .stream()
                .filter(each -> each.number() <= lab.number())
                .forEach(each -> each.data().allows().forEach((file, kinds) -> allowed.put(file, Set.copyOf(kinds))));
        return allowed;
    }

    /**
     * @param allowed by a file's name, the kinds that are no shortcuts in it
     * @param place how the file of this name is shown
     */
    public static List<Shortcut> of(Path classes, Map<String, Set<String>> allowed, Function<String, String> place) {
        Inspection inspection = new Inspection(allowed);
        for (Path each : Folders.filesBelow(classes)) {
            inspection.inspect(each);
        }
        return inspection.found.entrySet()
                .stream()
                .limit(MOST)
                .map(each -> new Shortcut(each.getKey().kind(),
                        place.apply(each.getKey().file()) + ":" + each.getKey().line(), each.getValue()))
                .toList();
    }

    private void inspect(Path path) {
        try {
            ClassModel type = ClassFile.of().parse(path);
            file = type.findAttribute(Attributes.sourceFile())
                    .map(source -> source.sourceFile().stringValue())
                    .orElse(path.getFileName().toString());
            line = Integer.MAX_VALUE;
            int first = type.methods().stream().mapToInt(this::inspect).min().orElse(1);
            line = first == Integer.MAX_VALUE ? 1 : first;
            declaration(type);
        } catch (IOException error) {
            throw UserError.of(error, "reading compiled classes");
        }
    }

    /** What a class is derived from and its members are made of: class files do not know the lines of that. */
    private void declaration(ClassModel type) {
        type.superclass().ifPresent(parent -> onClass(parent.asInternalName()));
        type.interfaces().forEach(parent -> onClass(parent.asInternalName()));
        type.fields().forEach(field -> onDescriptor(field.fieldType().stringValue()));
        for (MethodModel method : type.methods()) {
            onDescriptor(method.methodType().stringValue());
            if (method.flags().has(AccessFlag.NATIVE)) {
                onMember(type.thisClass().asInternalName(), method.methodName().stringValue() + " (native)");
            }
        }
    }

    private void onDescriptor(String descriptor) {
        DESCRIBED.matcher(descriptor).results().forEach(name -> onClass(name.group(1)));
    }

    /** Returns the method's first line. */
    private int inspect(MethodModel method) {
        int first = Integer.MAX_VALUE;
        PassedStrings strings = new PassedStrings();
        for (CodeElement element : method.code().map(code -> code.elementList()).orElse(List.of())) {
            if (element instanceof LineNumber number) {
                line = number.line();
                first = Math.min(first, line);
            }
            inspect(element);
            List<String> passed = strings.next(element);
            if (!passed.isEmpty() && element instanceof InvokeInstruction call && ShortcutRule.FILE_APIS.matcher(
                    call.owner().asInternalName() + "." + call.name().stringValue()).matches()) {
                passed.forEach(this::onPath);
            }
        }
        return first;
    }

    private void inspect(CodeElement element) {
        switch (element) {
            case InvokeInstruction call -> onEntry(call.method());
            case FieldInstruction field -> onEntry(field.field());
            case NewObjectInstruction fresh -> onEntry(fresh.className());
            case NewReferenceArrayInstruction array -> onEntry(array.componentType());
            case TypeCheckInstruction check -> onEntry(check.type());
            case LoadConstantInstruction constant -> onEntry(constant.constantEntry());
            case InvokeDynamicInstruction call -> call.invokedynamic().bootstrap().arguments().forEach(this::onEntry);
            default -> {}
        }
    }

    private void onEntry(PoolEntry entry) {
        switch (entry) {
            case ClassEntry type -> onClass(type.asInternalName());
            case MemberRefEntry member -> onMember(member.owner().asInternalName(), member.name().stringValue());
            case MethodHandleEntry handle -> onEntry(handle.reference());
            case StringEntry text -> add(rule -> rule.onText(text.stringValue()));
            default -> {}
        }
    }

    private void onClass(String name) {
        add(rule -> rule.onClass(name));
    }

    private void onMember(String owner, String name) {
        add(rule -> rule.onMember(owner, name));
    }

    private void onPath(String text) {
        add(rule -> rule.onPath(text));
    }

    /** The first rule that says something says it. */
    private void add(Function<ShortcutRule, Optional<String>> look) {
        for (ShortcutRule rule : ShortcutRule.ALL) {
            Optional<String> says = look.apply(rule);
            if (says.isPresent()) {
                if (!allowed.getOrDefault(file, Set.of()).contains(rule.kind())) {
                    found.putIfAbsent(new Spot(file, line, rule.kind()), says.get());
                }
                return;
            }
        }
    }
}
