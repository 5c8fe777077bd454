package grader.contributing.ide.tests;

import static grader.contributing.ide.tests.ProjectView.elements;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Reads `.project` and `.classpath` as Eclipse does. */
final class EclipseView {

    private final Path folder;
    private final String description;
    private final Set<Path> sources = new TreeSet<>();

    private EclipseView(Path folder, String description) {
        this.folder = folder;
        this.description = description;
    }

    static ProjectView of(Path folder, Map<Path, String> files) {
        EclipseView view = new EclipseView(folder, files.get(folder.resolve(".project")));
        String classpath = files.get(folder.resolve(".classpath"));
        List<Element> entries = elements(classpath, "classpathentry", "kind", "src");
        Stream<Element> own = entries.stream().filter(entry -> !entry.getAttribute("path").startsWith("/"));
        own.forEach(view::add);
        return new ProjectView(
                view.sources,
                elements(classpath, "classpathentry", "kind", "lib").stream()
                        .map(entry -> Path.of(entry.getAttribute("path")))
                        .toList(),
                entries.stream()
                        .map(entry -> entry.getAttribute("path"))
                        .filter(path -> path.startsWith("/"))
                        .map(path -> path.substring(1))
                        .toList());
    }

    private void add(Element entry) {
        Path place = Path.of(entry.getAttribute("path"));
        List<String> excluding = List.of(entry.getAttribute("excluding").split("\\|"));
        for (Element link : elements(description, "link", "", "")) {
            Path name = Path.of(text(link, "name"));
            if (name.startsWith(place)) {
                Path target = target(text(link, "locationURI"));
                for (Path file : ProjectView.javaBelow(target)) {
                    Path shown = place.relativize(name).resolve(target.relativize(file));
                    if (excluding.stream().noneMatch(pattern -> matches(pattern, shown))) {
                        sources.add(file);
                    }
                }
            }
        }
    }

    private static boolean matches(String pattern, Path file) {
        return file.getFileSystem().getPathMatcher("glob:" + pattern).matches(file);
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    /** Of `PARENT-3-PROJECT_LOC/docs`. */
    private Path target(String location) {
        String[] parts = location.split("-PROJECT_LOC/");
        Path up = folder;
        for (int i = Integer.parseInt(parts[0].replace("PARENT-", "")); i > 0; i--) {
            up = up.getParent();
        }
        return up.resolve(parts[1]);
    }
}
