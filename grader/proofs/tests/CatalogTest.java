package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog: what `./jbang NAME` can be. */
class CatalogTest {

    private static final Path ROOT = Course.here().root();

    /** Of each alias what the catalog says. A catalog with a mistake in it JBang would pass over, with a warning. */
    static Map<String, JsonNode> aliases() {
        try {
            JsonNode catalog = new ObjectMapper().readTree(ROOT.resolve("jbang-catalog.json").toFile());
            Map<String, JsonNode> all = new TreeMap<>();
            catalog.path("aliases").properties().forEach(alias -> all.put(alias.getKey(), alias.getValue()));
            return all;
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }

    @Test
    @DisplayName("every alias has a script that exists, and a description")
    void scripts() {
        aliases().forEach((name, alias) -> {
            assertTrue(Files.isRegularFile(ROOT.resolve(alias.path("script-ref").asText())),
                    name + ": " + alias.path("script-ref"));
            assertFalse(alias.path("description").asText().isBlank(), name + " has no description");
        });
    }

    @Test
    @DisplayName("every program has an alias, and so has every lab")
    void complete() {
        Map<String, JsonNode> aliases = aliases();
        for (String program : List.of("arena", "bench", "cells", "chain", "conformance", "course", "drill", "editors",
                "format",
                "fuzz",
                "grade", "measure", "mutants",
                "site",
                "starters", "verify")) {
            assertTrue(aliases.containsKey(program), "no alias " + program);
        }
        for (Lab lab : Course.here().all()) {
            assertTrue(aliases.containsKey(lab.name()), "no alias " + lab.name());
            assertEquals("labs/" + lab.folder() + "/" + lab.script(),
                    aliases.get(lab.name()).path("script-ref").asText());
        }
    }

    @Test
    @DisplayName("./jbang alias list shows every alias with its description, and warns of nothing")
    void listed(@TempDir Path home) throws Exception {
        Wrapper wrapper = new Wrapper(home, ROOT.resolve("jbang")).jarIn("repository");
        Wrapper.Run run = wrapper.start(ROOT, List.of(wrapper.file.toString(), "alias", "list")).finish();
        assertEquals(0, run.exit(), run.err());
        assertFalse(run.err().contains("WARN"), run.err());
        List<String> lines = run.out().lines().map(String::strip).toList();
        aliases().forEach((name, alias) -> {
            int at = lines.indexOf(name);
            assertTrue(at >= 0 && at + 1 < lines.size(), name + " is not in " + lines);
            assertEquals(alias.path("description").asText(), lines.get(at + 1), name);
        });
    }

    /** Without Java: it would only cost time. */
    @Test
    @DisplayName("bare ./jbang shows every alias, and a lab that is called otherwise is suggested")
    void shown() throws Exception {
        List<String> lines = run("").lines().toList();
        aliases().forEach((name, alias) -> assertTrue(
                lines.contains("  ./jbang %-12s %s".formatted(name, alias.path("description").asText())),
                name + " is not in " + lines));
        for (String name : List.of("lab1", "1", "01", "LAB01", "Lab001")) {
            assertEquals("jbang: there is no '" + name + "': did you mean lab01?\n", run(name));
        }
    }

    private static String run(String argument) throws Exception {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("jbang").toString()));
        if (!argument.isEmpty()) {
            command.add(argument);
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", "/no/such/folder");
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("no file or folder hides an alias")
    void notHidden() {
        for (String name : aliases().keySet()) {
            for (Path folder : List.of(ROOT, ROOT.resolve("labs"))) {
                assertFalse(Files.exists(folder.resolve(name)), folder.resolve(name) + " hides the alias " + name);
            }
        }
    }
}
