package grader.machine.interleaving;

import grader.core.files.PackageJar;
import grader.core.source.Jars;
import grader.machine.interleaving.steps.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/**
 * Copies of jars in which some classes call {@link Steps#next} before each step that another thread may see or disturb:
 * reading or writing a field, writing a number into an array, and calling a method of the JDK's collections, locks and
 * clocks.
 */
public final class WovenJars {

    private static final ClassDesc STEPS = Steps.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc NEXT = MethodTypeDesc.of(ConstantDescs.CD_void);

    /** What threads count with. */
    private static final Set<Opcode> NUMBERS = Set.of(Opcode.IASTORE, Opcode.LASTORE);

    private static final Pattern CLASS = Pattern.compile("(\\w+)(\\$.*)?\\.class");

    /** Of `java.util`, what is no state that threads share. */
    private static final Set<String> NOT_SHARED =
            Set.of("java/util/Objects", "java/util/Locale", "java/util/HexFormat");
    private static final List<String> PURE = List.of("java/util/Optional", "java/util/stream/", "java/util/regex/");

    private WovenJars() {}

    /**
     * Returns a class path with copies in place of those jars that have such classes, and one more jar, with
     * {@link Steps}.
     *
     * @param folder for the jars, empty
     * @param which of the top-level classes in the unnamed package, by name
     */
    public static List<Path> all(List<Path> jars, Path folder, Predicate<String> which) throws IOException {
        List<Path> all = new ArrayList<>();
        try (URLClassLoader types = Jars.loader(jars, ClassLoader.getPlatformClassLoader())) {
            ClassFile file = ClassFile.of(ClassFile.ClassHierarchyResolverOption
                    .of(ClassHierarchyResolver.ofResourceParsing(types)));
            for (Path jar : jars) {
                all.add(copy(jar, folder.resolve(all.size() + ".jar"), which, file));
            }
        }
        all.add(PackageJar.write(Steps.class, folder.resolve("steps.jar"), Map.of()));
        return all;
    }

    /** Returns the copy; the jar itself if it has none of these classes. */
    private static Path copy(Path jar, Path copy, Predicate<String> which, ClassFile file) throws IOException {
        try (JarFile from = new JarFile(jar.toFile())) {
            List<JarEntry> entries = from.stream().toList();
            if (entries.stream().noneMatch(entry -> isWoven(entry, which))) {
                return jar;
            }
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy))) {
                to.setLevel(Deflater.NO_COMPRESSION);
                for (JarEntry entry : entries) {
                    try (InputStream in = from.getInputStream(entry)) {
                        byte[] content = in.readAllBytes();
                        PackageJar.add(to, entry.getName(), isWoven(entry, which) ? woven(content, file) : content);
                    }
                }
            }
            return copy;
        }
    }

    private static boolean isWoven(JarEntry entry, Predicate<String> which) {
        Matcher name = CLASS.matcher(entry.getName());
        return name.matches() && which.test(name.group(1));
    }

    /** What a constructor or initializer does, no other thread sees yet. */
    private static byte[] woven(byte[] type, ClassFile file) {
        CodeTransform steps = (builder, element) -> {
            if (element instanceof FieldInstruction || element instanceof InvokeInstruction call && isStep(call)
                    || element instanceof ArrayStoreInstruction store && NUMBERS.contains(store.opcode())) {
                builder.invokestatic(STEPS, "next", NEXT);
            }
            builder.with(element);
        };
        Predicate<MethodModel> isMethod = method -> !method.methodName().stringValue().startsWith("<");
        return file.transformClass(file.parse(type), ClassTransform.transformingMethodBodies(isMethod, steps));
    }

    private static boolean isStep(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        return call.opcode() != Opcode.INVOKESTATIC && call.opcode() != Opcode.INVOKESPECIAL
                && owner.startsWith("java/util/") && !NOT_SHARED.contains(owner)
                && PURE.stream().noneMatch(owner::startsWith);
    }
}
