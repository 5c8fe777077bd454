package docs.studio.doctor;

import grader.core.course.Course;
import grader.core.files.PathText;
import grader.core.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * JBang: the version that ./jbang pins, its jar, and what it has built. A jar that was cut off while it was built stays
 * broken.
 */
public final class JBangCheck {

    private static final long MEBI = 1 << 20;

    private final Course course;
    private final Path cache;
    private final Path jars;

    /** @param environment where JBANG_DIR, JBANG_CACHE_DIR and JBANG_CACHE_DIR_JARS may move the cache */
    public JBangCheck(Course course, Map<String, String> environment) {
        this.course = course;
        String home = environment.getOrDefault("JBANG_DIR", System.getProperty("user.home") + "/.jbang");
        this.cache = Path.of(environment.getOrDefault("JBANG_CACHE_DIR", home + "/cache"));
        this.jars = Path.of(environment.getOrDefault("JBANG_CACHE_DIR_JARS", cache + "/jars"));
    }

    public List<Finding> findings() {
        return List.of(wrapper(), cache());
    }

    private Finding wrapper() {
        Path file = course.root().resolve("jbang");
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String version = value(text, "version");
            Path jar = cache.resolve("wrapper/jbang-cli-" + version + "-all.jar");
            if (!Files.exists(jar)) {
                return Finding.note("JBang", version + ", not fetched yet", "./jbang fetches it when it is used first");
            }
            return Sha256.of(Files.readAllBytes(jar)).equals(value(text, "sha256"))
                    ? Finding.ok("JBang", version + ", " + jar)
                    : Finding.wrong("JBang", jar + " is damaged", "rm '" + jar + "'; ./jbang fetches it again");
        } catch (IOException missing) {
            return Finding.wrong("JBang", PathText.shown(file) + " cannot be read",
                    "git checkout -- jbang brings it back");
        }
    }

    private Finding cache() {
        Path existing = cache;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Finding.wrong("cache", cache + " cannot be written to",
                    "make it writable, or set JBANG_DIR to a folder that is");
        }
        List<String> broken = new ArrayList<>();
        long bytes = 0;
        for (Path jar : jars()) {
            bytes += jar.toFile().length();
            if (!isWhole(jar)) {
                broken.add(jar.getFileName().toString());
            }
        }
        return broken.isEmpty()
                ? Finding.ok("cache", cache + ", " + bytes / MEBI + " MiB of built programs")
                : Finding.wrong("cache", "broken: " + String.join(", ", broken) + " below " + cache,
                        "rm -r '" + jars + "' '" + cache.resolve("commands")
                                + "'; everything is built again when it is used");
    }

    /** Those of scripts, and those of the course's commands, which have a cache each. */
    private List<Path> jars() {
        return Stream.of(jarsBelow(jars, 2), jarsBelow(cache.resolve("commands"), 4)).flatMap(List::stream).toList();
    }

    private static List<Path> jarsBelow(Path folder, int depth) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException error) {
            return List.of();
        }
    }

    private static boolean isWhole(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith(".class"));
        } catch (IOException broken) {
            return false;
        }
    }

    private static String value(String script, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + "=(\\S+)$").matcher(script);
        return line.find() ? line.group(1) : "?";
    }
}
