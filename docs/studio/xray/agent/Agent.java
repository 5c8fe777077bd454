package docs.studio.xray.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Instruments the methods of a list in a running server, with the JDK's class-file API. When no one reads any more what
 * it records, the methods are again as the learner wrote them.
 */
public final class Agent implements ClassFileTransformer {

    private final Instrumentation jvm;
    private final Set<String> types;
    private final List<List<Moment>> sites = new ArrayList<>();
    private final List<String> names = new ArrayList<>();       // of the sites
    private final Recorder recorder;

    private Agent(Instrumentation jvm, List<Moment> moments, int silent) {
        this.jvm = jvm;
        this.types = moments.stream().map(Moment::type).collect(Collectors.toSet());
        for (Moment moment : moments) {
            String name = name(moment.type(), moment.method(), moment.exit());
            if (!names.contains(name)) {
                names.add(name);
                sites.add(moments.stream()
                        .filter(each -> each.isAt(moment.type(), moment.method(), moment.exit()))
                        .toList());
            }
        }
        this.recorder = new Recorder(moments, sites, silent);
    }

    private static String name(String type, String method, boolean exit) {
        return type + "." + method + (exit ? " exit" : "");
    }

    /** @param file its first line is where the reader listens, the second the silent place, the others the moments */
    public static void agentmain(String file, Instrumentation jvm) throws Exception {
        List<String> lines = Files.readAllLines(Path.of(file));
        SocketChannel reader = SocketChannel.open(UnixDomainSocketAddress.of(lines.getFirst()));
        Agent agent = new Agent(jvm, lines.stream().skip(2).map(Moment::of).toList(), Integer.parseInt(lines.get(1)));
        Thread.ofPlatform().daemon().name("x-ray").start(() -> agent.run(reader));
    }

    private void run(SocketChannel reader) {
        jvm.addTransformer(this, true);
        try (reader) {
            transformLoaded();
            recorder.run(reader);
        } catch (Exception gone) {
            // The reader has gone, or the server ends.
        } finally {
            recorder.stop();
            jvm.removeTransformer(this);
            restore();
        }
    }

    private void restore() {
        try {
            transformLoaded();
        } catch (UnmodifiableClassException | RuntimeException ends) {
            // What stays of the instrumentation does nothing.
        }
    }

    private void transformLoaded() throws UnmodifiableClassException {
        Class<?>[] loaded = Stream.of(jvm.getInitiatedClasses(ClassLoader.getSystemClassLoader()))
                .filter(type -> types.contains(type.getName()))
                .toArray(Class<?>[]::new);
        if (loaded.length > 0) {
            jvm.retransformClasses(loaded);
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String type, Class<?> old, ProtectionDomain domain, byte[] bytes) {
        if (type == null || !types.contains(type)) {
            return null;
        }
        try {
            ClassFile classes = ClassFile.of(ClassFile.ClassHierarchyResolverOption
                    .of(ClassHierarchyResolver.ofResourceParsing(loader)
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            return classes.transformClass(classes.parse(bytes), (builder, element) -> {
                int enter = element instanceof MethodModel method ? site(type, method, false) : -1;
                int exit = element instanceof MethodModel method ? site(type, method, true) : -1;
                if (element instanceof MethodModel method && method.code().isPresent() && (enter >= 0 || exit >= 0)) {
                    builder.transformMethod(method, around(method, enter, exit));
                } else {
                    builder.with(element);
                }
            });
        } catch (RuntimeException unknown) {
            return null;        // This class stays as it is, and the view says that its methods are not seen.
        }
    }

    private static MethodTransform around(MethodModel method, int enter, int exit) {
        return (builder, element) -> {
            if (element instanceof CodeModel code) {
                builder.transformCode(code, new Around(method, enter, exit));
            } else {
                builder.with(element);
            }
        };
    }

    /** The number of the place; -1: it is none of the list. */
    private int site(String type, MethodModel method, boolean exit) {
        String called = method.methodName().stringValue();
        int site = names.indexOf(name(type, called.equals("<init>") ? "new" : called, exit));
        if (site >= 0) {
            sites.get(site).forEach(each -> recorder.found(recorder.moments().indexOf(each)));
        }
        return site;
    }
}
