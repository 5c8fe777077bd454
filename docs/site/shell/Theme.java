package docs.site.shell;

import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The style sheet and the scripts. Their parts are in docs/site/theme, one idea per file, and are joined here: a page
 * requests three files. The scripts of models come when a reader gets near them.
 *
 * @param files name to text
 */
public record Theme(Map<String, String> files) {

    private static final List<String> STYLES = List.of(
            "colours", "layout", "head", "menu", "text", "blocks", "altitude", "exercises", "transcript", "code",
            "wide", "pictures", "steps", "explore", "recorded", "conformance", "search", "progress", "narrow", "print");

    private static final List<String> SCRIPTS = List.of(
            "site", "elements", "altitude", "tabs", "code", "record", "progress", "kept", "continue", "place", "menu",
            "find", "search", "form", "keys", "print",
            "exercises", "quiz", "drag", "order", "recall", "predict", "drill", "steps", "explore");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{[^}]*} from \"([^\"]+)\";\n");

    public static Theme of(Course course) {
        Path folder = course.root().resolve("docs/site/theme");
        Map<String, String> files = new TreeMap<>(Map.of(
                "site.css", joined(folder, STYLES, ".css"),
                "early.js", read(folder.resolve("early.js")),
                "site.js", joined(folder, SCRIPTS, ".js")));
        for (Path module : models(course)) {
            String name = module.getFileName().toString();
            files.put(name.equals("core.js") ? "explore.js" : "explore-" + name, classic(module));
        }
        for (Path recording : recordings(course)) {
            String name = "recorded-" + recording.getFileName().toString().replace(".json", "");
            files.put("explore-" + name + ".js", recorded(course, recording, name));
        }
        return new Theme(files);
    }

    /** The modules of docs/site/explore that pages load: the models, and what they share. */
    private static List<Path> models(Course course) {
        try (Stream<Path> modules = Files.list(course.root().resolve("docs/site/explore"))) {
            return modules.filter(file -> file.toString().endsWith(".js") && !file.endsWith("still.js")).toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading the models");
        }
    }

    /** A module of docs/site/explore as a script: no browser loads modules for a page that is opened as a file. */
    public static String classic(Path module) {
        String name = module.getFileName().toString().replace(".js", "");
        String text = read(module).replaceAll("import (\\{[^}]*}) from \"./core.js\";", "const $1 = explore;")
                .replaceAll("export (\\{[^}]*});", "Object.assign(explore, $1);")
                .replace("export default {", "explore.models[\"" + name + "\"] = {");
        return (name.equals("core") ? "const explore = { models: {}, recorded: {} };\n" : "") + "(() => {\n" + text
                + "})();\n";
    }

    /** What the studio's views have recorded, for pages. */
    private static List<Path> recordings(Course course) {
        Path folder = course.pages().resolve("recorded");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading the recordings");
        }
    }

    /** A recording, and the modules of the studio that draw it, as a script. */
    private static String recorded(Course course, Path recording, String name) {
        Set<Path> modules = new LinkedHashSet<>();
        String view = recording.getFileName().toString().replace(".json", ".js");
        add(course.root().resolve("docs/site/explore/recorded").resolve(view), modules);
        String all = modules.stream()
                .map(module -> IMPORT.matcher(read(module)).replaceAll("").replaceAll("(?m)^export ", ""))
                .collect(Collectors.joining());
        return "(() => {\n" + all + "explore.recorded[\"" + name + "\"] = { view, recording: " + read(recording).strip()
                + " };\n})();\n";
    }

    /** Adds a module after all that it imports. */
    private static void add(Path module, Set<Path> modules) {
        IMPORT.matcher(read(module))
                .results()
                .forEach(found -> add(module.resolveSibling(found.group(1)).normalize(), modules));
        modules.add(module);
    }

    /** The folders with all that the theme is made from. */
    public static Stream<Path> folders(Course course) {
        return Stream.of("theme", "explore").map(course.root().resolve("docs/site")::resolve);
    }

    private static String joined(Path folder, List<String> names, String ending) {
        return names.stream().map(name -> read(folder.resolve(name + ending))).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw UserError.of(error, "reading the theme");
        }
    }
}
