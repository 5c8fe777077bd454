package grader.core.source;

import grader.core.files.Folders;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a class other classes are compiled against: if it stays the same, they need not be compiled again. */
public final class ClassShape {

    private ClassShape() {}

    /**
     * Whether the classes in the folder `fresh`, compiled from some of the files that those in `before` were compiled
     * from, have the shapes that they have there. Only method bodies, private members (also types), and anonymous and
     * local classes may differ.
     */
    public static boolean areSame(Path fresh, Path before) throws IOException {
        Set<String> changed = names(fresh).map(ClassShape::outermost).collect(Collectors.toSet());
        return shapes(fresh, changed).equals(shapes(before, changed));
    }

    /** Of the classes that other sources can name, and that are in these outermost ones. */
    private static Map<String, List<String>> shapes(Path folder, Set<String> outermost) throws IOException {
        Map<String, List<String>> shapes = new HashMap<>();
        for (String name : names(folder).filter(name -> outermost.contains(outermost(name))).toList()) {
            ClassModel type = ClassFile.of().parse(folder.resolve(name));
            if (!isPrivate(type)) {
                shapes.put(name, of(type));
            }
        }
        return shapes;
    }

    /** The files of all classes that are neither anonymous nor local. */
    private static Stream<String> names(Path folder) {
        return Folders.filesBelow(folder)
                .stream()
                .map(file -> folder.relativize(file).toString())
                .filter(name -> !name.matches(".*\\$\\d.*"));
    }

    /** Whether it is a private member of another class, or is within one. */
    private static boolean isPrivate(ClassModel type) {
        String name = type.thisClass().asInternalName() + "$";
        return type.findAttribute(Attributes.innerClasses())
                .stream()
                .flatMap(inner -> inner.classes().stream())
                .anyMatch(inner -> inner.has(AccessFlag.PRIVATE)
                        && name.startsWith(inner.innerClass().asInternalName() + "$"));
    }

    private static String outermost(String file) {
        return file.replaceFirst("(\\$.*)?\\.class$", "");
    }

    private static List<String> of(ClassModel type) {
        List<String> shape = new ArrayList<>();
        shape.add(
                type.flags().flagsMask() + " " + type.thisClass() + " " + type.superclass() + " " + type.interfaces());
        type.findAttribute(Attributes.signature()).ifPresent(it -> shape.add(it.signature().stringValue()));
        type.findAttribute(Attributes.permittedSubclasses())
                .ifPresent(it -> shape.add(it.permittedSubclasses().toString()));
        type.findAttribute(Attributes.record())
                .ifPresent(it -> it.components()
                        .forEach(each -> shape.add(each.name().stringValue() + " " + each.descriptor().stringValue())));
        type.fields()
                .stream()
                .filter(field -> !field.flags().has(AccessFlag.PRIVATE))
                .map(ClassShape::of)
                .forEach(shape::add);
        type.methods()
                .stream()
                .filter(method -> !method.flags().has(AccessFlag.PRIVATE))
                .map(ClassShape::of)
                .forEach(shape::add);
        return shape;
    }

    private static String of(FieldModel field) {
        return field.flags().flagsMask() + " " + field.fieldType().stringValue() + " " + field.fieldName().stringValue()
                + field.findAttribute(Attributes.signature()).map(it -> it.signature().stringValue()).orElse("")
                + field.findAttribute(Attributes.constantValue())
                        .map(it -> " = " + it.constant().constantValue())
                        .orElse("");
    }

    private static String of(MethodModel method) {
        return method.flags().flagsMask() + " " + method.methodName().stringValue() + method.methodType().stringValue()
                + method.findAttribute(Attributes.signature()).map(it -> it.signature().stringValue()).orElse("")
                + method.findAttribute(Attributes.exceptions()).map(it -> " " + it.exceptions()).orElse("");
    }
}
