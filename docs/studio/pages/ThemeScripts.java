package docs.studio.pages;

import grader.core.files.Folders;
import grader.core.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The studio's scripts, in the order in which a page wants them. A browser keeps them until one of them is changed. */
final class ThemeScripts {

    private static final Set<String> NOT_OF_THE_PAGE = Set.of("early.js", "shared.js");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:[^;]*? from )?\"\\./(\\w+\\.js)\";");
    private static final int OWN_PER_LIBRARY = 3;

    /**
     * The theme at a time.
     *
     * @param name for addresses
     * @param times of its files, by their paths
     * @param preloads HTML that names all scripts, so that a browser asks for them at once
     */
    record Version(String name, Map<String, FileTime> times, String preloads) {}

    private final Path theme;
    private volatile Version last = new Version("", Map.of(), "");

    ThemeScripts(Path theme) {
        this.theme = theme;
    }

    Version now() throws IOException {
        Map<String, FileTime> times = new LinkedHashMap<>();
        for (Path file : Folders.filesBelow(theme)) {
            times.put(theme.relativize(file).toString().replace('\\', '/'), Files.getLastModifiedTime(file));
        }
        if (!times.equals(last.times())) {
            String name = Sha256.of(times.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
            last = new Version(name, times, preloads("studio/" + name + "/", times.keySet()));
        }
        return last;
    }

    /** Whether a file is still what it was in that version. */
    boolean lasts(String version, String file) throws IOException {
        Version now = last;
        return now.name().equals(version) && Files.exists(theme.resolve(file))
                && Files.getLastModifiedTime(theme.resolve(file)).equals(now.times().get(file));
    }

    /**
     * What the bar needs comes first. Then the editor's large scripts and the small ones take turns: the small ones
     * cost round trips, the large ones bytes.
     */
    private String preloads(String place, Set<String> files) throws IOException {
        Set<String> first = new LinkedHashSet<>();
        importsOf("studio.js", first);
        List<String> small = files.stream()
                .filter(file -> file.matches("\\w+\\.js") && !NOT_OF_THE_PAGE.contains(file) && !first.contains(file))
                .toList();
        StringBuilder all = new StringBuilder();
        first.forEach(file -> all.append(preload(place + file)));
        List<String> large = ImportMap.addresses();
        for (int i = 0; i < Math.max(large.size(), small.size()); i++) {
            if (i < large.size()) {
                all.append(preload(large.get(i)));
            }
            small.stream()
                    .skip((long) i * OWN_PER_LIBRARY)
                    .limit(OWN_PER_LIBRARY)
                    .forEach(file -> all.append(preload(place + file)));
        }
        return all.toString();
    }

    private void importsOf(String file, Set<String> found) throws IOException {
        Path script = theme.resolve(file);
        if (Files.exists(script) && found.add(file)) {
            for (String imported : IMPORT.matcher(Files.readString(script))
                    .results()
                    .map(each -> each.group(1))
                    .toList()) {
                importsOf(imported, found);
            }
        }
    }

    private static String preload(String address) {
        return "<link rel=\"modulepreload\" href=\"" + address + "\" fetchpriority=\"high\">\n";
    }
}
