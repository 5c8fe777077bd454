package grader.contributing.ide.tests;

import static grader.contributing.ide.tests.ProjectView.elements;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads `.iml` files as IntelliJ IDEA does. */
final class IntellijView {

    private final Path idea;
    private final Map<String, String> modules = new TreeMap<>();
    /** The module whose content is below a folder, unless another one's is nearer. */
    private final Map<Path, String> contents = new TreeMap<>();

    IntellijView(Path idea, Map<Path, String> files) {
        this.idea = idea;
        elements(files.get(idea.resolve("modules.xml")), "module", "", "").forEach(module -> {
            String file = module.getAttribute("filepath").replace("$PROJECT_DIR$/.idea/", "");
            String name = file.replace(".iml", "");
            modules.put(name, files.get(idea.resolve(file)));
            folders("content", name).forEach(folder -> contents.put(folder, name));
        });
    }

    ProjectView of(String module) {
        Set<Path> sources = new TreeSet<>();
        List<Path> excluded = folders("excludeFolder", module).toList();
        folders("sourceFolder", module).flatMap(root -> ProjectView.javaBelow(root).stream())
                .filter(file -> owner(file).equals(module) && excluded.stream().noneMatch(file::startsWith))
                .forEach(sources::add);
        return new ProjectView(
                sources,
                elements(modules.get(module), "root", "", "").stream()
                        .map(root -> Path.of(root.getAttribute("url").replaceAll("^jar://|!/$", "")))
                        .toList(),
                elements(modules.get(module), "orderEntry", "type", "module").stream()
                        .map(entry -> entry.getAttribute("module-name"))
                        .toList());
    }

    /** The packages that its files have to be in, by source folder. */
    Map<Path, String> prefixes(String module) {
        Map<Path, String> prefixes = new TreeMap<>();
        elements(modules.get(module), "sourceFolder", "", "")
                .forEach(root -> prefixes.put(folder(root.getAttribute("url")), root.getAttribute("packagePrefix")));
        return prefixes;
    }

    private String owner(Path file) {
        return contents.keySet()
                .stream()
                .filter(file::startsWith)
                .max(Comparator.comparing(Path::getNameCount))
                .map(contents::get)
                .orElse("");
    }

    private Stream<Path> folders(String element, String module) {
        return elements(modules.get(module), element, "", "").stream().map(found -> folder(found.getAttribute("url")));
    }

    private Path folder(String url) {
        return idea.resolve(url.replace("file://$MODULE_DIR$/", "")).normalize();
    }
}
