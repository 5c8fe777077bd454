package grader.core.source;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jars of the libraries that a lab may use, as its `tasks.yaml` names them. They stand on the grader's own class
 * path: JBang has put them there, as `grader/libraries/` pins the same versions. So nothing is fetched because of a
 * submission.
 *
 * <p>A library brings all jars of its group along: Jackson's databind those of its core and its annotations.
 */
public final class Libraries {

    private static final Pattern COORDINATES = Pattern.compile("([\\w-]+(?:\\.[\\w-]+)*):([\\w.-]+):([\\w.-]+)");

    private final String place;
    private final List<Path> classPath;

    private Libraries(Lab lab, String classPath) {
        this.place = PathText.shown(lab.reference().resolve("tasks.yaml")) + ": libraries: ";
        this.classPath = Stream.of(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .toList();
    }

    /**
     * The jars for a lab, in the order of the grader's class path; none for a lab that only needs the JDK.
     *
     * @throws UserError if one is not there
     */
    public static List<Path> of(Lab lab) {
        return of(lab, System.getProperty("java.class.path"));
    }

    /** The same out of a class path of jars that lie as in a Maven repository. */
    public static List<Path> of(Lab lab, String classPath) {
        Libraries libraries = new Libraries(lab, classPath);
        Set<Path> wanted = new LinkedHashSet<>();
        lab.data().libraries().forEach(coordinates -> wanted.addAll(libraries.jars(coordinates)));
        return libraries.classPath.stream().filter(wanted::contains).distinct().toList();
    }

    private List<Path> jars(String coordinates) {
        var parts = COORDINATES.matcher(coordinates);
        if (!parts.matches()) {
            throw new UserError(place + "'" + coordinates + "' is not GROUP:ARTIFACT:VERSION",
                    "write it as in //DEPS, with its version");
        }
        Path group = Path.of(parts.group(1).replace('.', '/'));
        Path jar = group.resolve(parts.group(2))
                .resolve(parts.group(3))
                .resolve(parts.group(2) + "-" + parts.group(3) + ".jar");
        List<Path> ofGroup = classPath.stream().filter(path -> folderOfGroup(path).endsWith(group)).toList();
        if (ofGroup.stream().noneMatch(path -> path.endsWith(jar))) {
            throw new UserError(place + coordinates + " is not among the grader's own libraries" + others(ofGroup),
                    "pin just this version in grader/libraries/ and in the lab's //DEPS");
        }
        return ofGroup;
    }

    /** Of `…/GROUP/ARTIFACT/VERSION/JAR`. */
    private static Path folderOfGroup(Path jar) {
        return jar.getNameCount() > 3 ? jar.resolve("../../..").normalize() : jar;
    }

    private static String others(List<Path> ofGroup) {
        return ofGroup.isEmpty() ? ""
                : ", which has "
                        + String.join(", ", ofGroup.stream().map(path -> path.getFileName().toString()).toList());
    }
}
