package grader.proofs.systematic;

import grader.core.console.UserError;
import grader.core.files.PathText;
import grader.core.source.TaskMethods;
import grader.grading.submission.BaseClasses;
import grader.proofs.systematic.SystematicMutant.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.classinfo.ClassByteArraySource;
import org.pitest.classinfo.ClassName;
import org.pitest.mutationtest.build.CompoundMutationInterceptor;
import org.pitest.mutationtest.build.InterceptorParameters;
import org.pitest.mutationtest.build.MutationInterceptor;
import org.pitest.mutationtest.build.MutationInterceptorFactory;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.gregor.GregorMutater;
import org.pitest.mutationtest.engine.gregor.config.Mutator;

/** The mutants that PIT makes of compiled classes, without those that it leaves out by itself. */
final class BytecodeMutants {

    private static final List<String> GROUPS = List.of("DEFAULTS", "INLINE_CONSTS");

    private final BaseClasses classes;
    private final TaskLines lines;
    private final ClassByteArraySource bytes;
    private final GregorMutater engine;
    private final MutationInterceptor filters;

    BytecodeMutants(BaseClasses classes, TaskLines lines) {
        this.classes = classes;
        this.lines = lines;
        this.bytes = this::bytes;
        this.engine = new GregorMutater(bytes, ignored -> true, Mutator.fromStrings(GROUPS));
        this.filters = filters(bytes);
    }

    /** All that are in methods of tasks. */
    List<SystematicMutant> all() {
        List<SystematicMutant> all = new ArrayList<>();
        lines.methods().keySet().forEach(file -> all.addAll(in(file)));
        return all;
    }

    private List<SystematicMutant> in(String file) {
        List<MutationDetails> found = new ArrayList<>();
        for (String type : types(TaskLines.type(file))) {
            found.addAll(filtered(type));
        }
        found.sort(Comparator.comparingInt(MutationDetails::getLineNumber)
                .thenComparingInt(MutationDetails::getFirstIndex));
        Map<String, Integer> counts = new HashMap<>();
        List<SystematicMutant> mutants = new ArrayList<>();
        for (MutationDetails each : found) {
            Optional<TaskMethods.Method> method = lines.at(file, each.getLineNumber());
            method.ifPresent(one -> {
                String name = TaskLines.type(file) + "." + one.name() + " " + mutator(each);
                mutants.add(new SystematicMutant(one.task(), name + " " + counts.merge(name, 1, Integer::sum),
                        file + ":" + each.getLineNumber(), each.getDescription(), variant(each)));
            });
        }
        return mutants;
    }

    private List<MutationDetails> filtered(String type) {
        filters.begin(ClassTree.fromBytes(bytes(type).orElseThrow()));
        Collection<MutationDetails> left =
                filters.intercept(engine.findMutations(ClassName.fromString(type)), engine);
        filters.end();
        return List.copyOf(left);
    }

    /** What PIT has switched on: it drops what the compiler has added, and what changes nothing. */
    private static MutationInterceptor filters(ClassByteArraySource bytes) {
        InterceptorParameters parameters =
                new InterceptorParameters(null, new ReportOptions(), null, bytes, null, null, null);
        return new CompoundMutationInterceptor(ServiceLoader.load(MutationInterceptorFactory.class)
                .stream()
                .map(Provider::get)
                .filter(factory -> factory.provides().isOnByDefault())
                .map(factory -> factory.createInterceptor(parameters))
                .toList());
    }

    private static String mutator(MutationDetails mutant) {
        return mutant.getMutator().replaceFirst(".*\\.", "").replaceFirst("Mutator(_.*)?$", "");
    }

    /** A type and those that are nested in it. */
    private List<String> types(String type) {
        try (var files = Files.list(classes.folder())) {
            return files.map(file -> PathText.shown(file.getFileName()).replace(".class", ""))
                    .filter(name -> name.equals(type) || name.startsWith(type + "$"))
                    .sorted()
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + classes.folder());
        }
    }

    /** Of the lab's classes and the JDK's, as both are asked for when a class is written. */
    private Optional<byte[]> bytes(String type) {
        String file = type.replace('.', '/') + ".class";
        Path own = classes.folder().resolve(file);
        try (InputStream in = Files.exists(own) ? Files.newInputStream(own)
                : ClassLoader.getSystemResourceAsStream(file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException error) {
            throw UserError.of(error, "reading " + file);
        }
    }

    private Variant variant(MutationDetails mutant) {
        String file = mutant.getClassName().asInternalName() + ".class";
        return new Variant() {

            @Override
            public boolean write(Path folder) throws IOException {
                Files.write(folder.resolve(file), engine.getMutation(mutant.getId()).getBytes());
                return true;
            }

            @Override
            public List<String> diff() {
                return Decompiled.diff(classes, this, file);
            }
        };
    }
}
