package docs.site.cells;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.core.starter.Starter;
import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles a lab's sources so that cells can use their types by name: into JShell's own package, since types of the
 * unnamed package cannot be named from another one. And what is open to its package becomes public: JShell does not
 * find a variable again whose type is not, and `jshell` itself loads its package with a class loader of its own.
 */
public final class LabClasses {

    /** The package that JShell puts snippets in. */
    private static final String PACKAGE = "REPL";

    private static final int SAID = ClassFile.ACC_PUBLIC | ClassFile.ACC_PROTECTED | ClassFile.ACC_PRIVATE;

    private LabClasses() {}

    /** Compiles the reference of a lab, and of the labs before it, into the folder `classes`, which exists. */
    public static void compile(Lab lab, Path classes) {
        compile(lab, Starter.referenceUpTo(lab), classes).ifPresent(failure -> {
            throw new UserError(failure.toString(), "fix it: the cells of the page use the lab's classes");
        });
    }

    /**
     * The same for other sources of that lab and of those before it.
     *
     * @param sources file, as an error shows it, to text
     * @return the first error, if there is one
     */
    public static Optional<Compiler.Failure> compile(Lab lab, Map<String, String> sources, Path classes) {
        Optional<Compiler.Failure> failure = Compiler.compile(Compiler.inPackage(PACKAGE, sources), classes, lab);
        if (failure.isEmpty()) {
            publish(classes.resolve(PACKAGE));
        }
        return failure;
    }

    private static void publish(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.write(file, published(Files.readAllBytes(file)));
            }
        } catch (IOException error) {
            throw UserError.of(error, "compiling the lab's classes");
        }
    }

    private static byte[] published(byte[] bytes) {
        ClassFile format = ClassFile.of();
        return format.transformClass(format.parse(bytes), LabClasses::publish);
    }

    private static void publish(ClassBuilder type, ClassElement part) {
        switch (part) {
            case AccessFlags flags -> type.withFlags(open(flags.flagsMask()));
            case InnerClassesAttribute inner -> type.with(InnerClassesAttribute.of(
                    inner.classes().stream().map(LabClasses::published).toList()));
            case MethodModel method -> type.transformMethod(method, (member, detail) -> {
                if (detail instanceof AccessFlags flags) {
                    member.withFlags(open(flags.flagsMask()));
                } else {
                    member.with(detail);
                }
            });
            case FieldModel field -> type.transformField(field, (member, detail) -> {
                if (detail instanceof AccessFlags flags) {
                    member.withFlags(open(flags.flagsMask()));
                } else {
                    member.with(detail);
                }
            });
            default -> type.with(part);
        }
    }

    /** The flags of a nested type stand there. */
    private static InnerClassInfo published(InnerClassInfo nested) {
        return InnerClassInfo.of(nested.innerClass(), nested.outerClass(), nested.innerName(),
                open(nested.flagsMask()));
    }

    private static int open(int flags) {
        return (flags & SAID) == 0 ? flags | ClassFile.ACC_PUBLIC : flags;
    }
}
