package grader.core.source;

import grader.core.console.UserError;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** What is in jars: those of a lab's libraries. */
public final class Jars {

    private static final String CLASS = ".class";

    private Jars() {}

    /** As a class path. */
    public static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Loads classes out of them, or out of folders; before that, out of the parent. It keeps files open until it is
     * closed.
     */
    public static URLClassLoader loader(List<Path> classPath, ClassLoader parent) {
        URL[] urls = new URL[classPath.size()];
        try {
            for (int i = 0; i < urls.length; i++) {
                urls[i] = classPath.get(i).toUri().toURL();
            }
        } catch (MalformedURLException error) {
            throw new IllegalArgumentException(error);
        }
        return new URLClassLoader(urls, parent);
    }

    /**
     * The names of all classes, such as `com/fasterxml/jackson/core/JsonFactory`; not those for other Java versions.
     */
    public static List<String> classes(List<Path> jars) {
        return jars.stream().flatMap(jar -> {
            try (JarFile file = new JarFile(jar.toFile())) {
                return file.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.endsWith(CLASS))
                        .filter(name -> !name.startsWith("META-INF/") && !name.equals("module-info.class"))
                        .map(name -> name.substring(0, name.length() - CLASS.length()))
                        .toList()
                        .stream();
            } catch (IOException error) {
                throw UserError.of(error, "reading " + jar);
            }
        }).toList();
    }

    /** The packages of these classes, such as `com.fasterxml.jackson.core`. */
    public static Set<String> packages(List<Path> jars) {
        return classes(jars).stream()
                .filter(name -> name.contains("/"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Copies the classes into a folder of classes. */
    public static void unpack(List<Path> jars, Path folder) {
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (String name : classes(List.of(jar))) {
                    Path target = folder.resolve(name + CLASS);
                    Files.createDirectories(target.getParent());
                    Files.copy(file.getInputStream(file.getEntry(name + CLASS)), target);
                }
            } catch (IOException error) {
                throw UserError.of(error, "unpacking " + jar);
            }
        }
    }
}
