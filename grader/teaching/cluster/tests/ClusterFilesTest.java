package grader.teaching.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.ValidationMessage;
import grader.commands.GradeCommand;
import grader.core.course.Course;
import grader.grading.batch.Shard;
import grader.machine.os.Commands;
import grader.proofs.reference.deployment.Dockerfile;
import grader.proofs.reference.deployment.KubernetesManifest;
import grader.proofs.testing.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The files in grader/teaching/cluster follow their schemas, and call the grader as it can be called. */
class ClusterFilesTest {

    private static final Path CLUSTER = Course.here().root().resolve("grader/teaching/cluster");
    private static final String JOB = text("kubernetes.yaml");
    private static final String GITHUB = text("github.yml");
    private static final String GITLAB = text("gitlab-ci.yml");
    private static final Pattern CALL = Pattern.compile("\\./jbang grade ((?:[^#\\n|;>]|\\\\\\n)+)");

    @TempDir
    Path folder;

    private static String text(String file) {
        return assertDoesNotThrow(() -> Files.readString(CLUSTER.resolve(file)));
    }

    private static JsonNode yaml(String text) {
        return assertDoesNotThrow(() -> new YAMLMapper().readTree(text));
    }

    private static List<String> mistakes(String yaml, String schema) {
        return assertDoesNotThrow(() -> Schemas.of("grader/teaching/cluster/schemas/" + schema + ".schema.json"))
                .validate(yaml(yaml))
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static String replaced(String text, String old, String fresh) {
        assertTrue(text.contains(old), () -> "not there: " + old);
        return text.replace(old, fresh);
    }

    @Test
    void followTheirSchemas() throws IOException {
        assertEquals(List.of(), KubernetesManifest.mistakes(JOB));
        assertEquals(List.of(), mistakes(GITHUB, "github-workflow"));
        assertEquals(List.of(), mistakes(GITLAB, "gitlab-ci"));
    }

    @ParameterizedTest
    @CsvSource({"completionMode: Indexed, completionMode: Index", "completions: 10, completions: ten",
            "backoffLimit:, backofflimit:", "automountServiceAccountToken: false, automountServiceAccountToken: no-one",
            "persistentVolumeClaim:, persistentVolume:"})
    void aBrokenJobIsRejected(String old, String broken) throws IOException {
        assertNotEquals(List.of(), KubernetesManifest.mistakes(replaced(JOB, old, broken)));
    }

    @ParameterizedTest
    @CsvSource({"workflow_dispatch:, workflow-dispatch:", "runs-on:, run-on:", "contents: read, contents: reads",
            "needs: grade, need: grade", "fail-fast: false, fail-fast: never",
            "name: grade-all, nam: grade-all"})
    void aBrokenWorkflowIsRejected(String old, String broken) {
        assertNotEquals(List.of(), mistakes(replaced(GITHUB, old, broken), "github-workflow"));
    }

    @ParameterizedTest
    @CsvSource({"parallel: 4, parallel: four", "when: always, when: ever", "policy: pull-push, policy: both",
            "before_script:, beforescript:", "'paths: [marks', 'path: [marks'"})
    void aBrokenPipelineIsRejected(String old, String broken) {
        assertNotEquals(List.of(), mistakes(replaced(GITLAB, old, broken), "gitlab-ci"));
    }

    /** What a job is given in its environment is what `--shard auto` reads. */
    @Test
    void namesOfShardsAreThoseThatTheGraderReads() {
        Map<String, String> pod = new TreeMap<>(Map.of("JOB_COMPLETION_INDEX", "9"));
        yaml(JOB).at("/spec/template/spec/containers/0/env")
                .forEach(one -> pod.put(one.path("name").asText(), one.path("value").asText()));
        assertEquals(new Shard(10, yaml(JOB).at("/spec/completions").asInt()), Shard.of("auto", pod));
        Map<String, String> job = new TreeMap<>();
        yaml(GITHUB).at("/jobs/grade/steps")
                .forEach(step -> step.path("env")
                        .properties()
                        .forEach(one -> job.put(one.getKey(),
                                one.getValue()
                                        .asText()
                                        .replace("${{ strategy.job-index }}", "0")
                                        .replace("${{ strategy.job-total }}", "4"))));
        assertEquals(new Shard(1, 4), Shard.of("auto", job));
        assertTrue(yaml(GITLAB).at("/grade/parallel").isInt(), "then GitLab sets CI_NODE_INDEX");
    }

    /** Each call of the grader in scripts and comments, and that of the pod. */
    @Test
    void callTheGraderAsItCanBeCalled() throws IOException {
        List<String> calls = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLUSTER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().matches(".*\\.(java|json|LICENSE)")) {
                    CALL.matcher(Files.readString(file).replaceAll("\\\\\\n(# )?", " "))
                            .results()
                            .forEach(call -> calls.add(call.group(1)));
                }
            }
        }
        assertTrue(calls.size() >= 10, calls::toString);
        StringJoiner args = new StringJoiner(" ");
        yaml(JOB).at("/spec/template/spec/containers/0/args").forEach(word -> args.add(word.asText()));
        calls.add(args.toString());
        for (String call : calls) {
            String[] words = call.strip().replaceAll("\"\\$@\"|`.*|\"(?=\\s*$)", "").replace("\"", "").split("\\s+");
            for (int i = 0; i < words.length; i++) {
                words[i] = words[i].startsWith("${SLURM_CPUS") ? "1" : words[i];
            }
            assertDoesNotThrow(() -> new CommandLine(new GradeCommand(Course.here().root())).parseArgs(words), call);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slurm.sh", "gradescope/setup.sh", "gradescope/run_autograder"})
    void scriptsAreClean(String script) throws IOException {
        assertTrue(Files.isExecutable(CLUSTER.resolve(script)));
        assertEquals("", complaints(text(script)));
        assertNotEquals("", complaints(text(script) + "\necho $*\n"), "it finds something");
    }

    /** The scripts in the two YAML files, which GitHub's runner gives to bash, and GitLab's to the image's shell. */
    @Test
    void scriptsOfJobsAreClean() throws IOException {
        for (JsonNode job : yaml(GITHUB).path("jobs")) {
            for (JsonNode step : job.path("steps")) {
                if (step.has("run")) {
                    assertEquals("", complaints("#!/bin/bash -e\n" + step.path("run").asText()));
                }
            }
        }
        for (String job : List.of("build", "grade", "gradebook")) {
            StringJoiner lines = new StringJoiner("\n", "#!/bin/sh -e\n", "\n");
            yaml(GITLAB).at("/default/before_script").forEach(line -> lines.add(line.asText()));
            yaml(GITLAB).path(job).path("script").forEach(line -> lines.add(line.asText()));
            assertEquals("", complaints(lines.toString()));
        }
    }

    private String complaints(String script) throws IOException {
        assumeTrue(Commands.succeeds("shellcheck", "--version") || System.getenv("CI") != null,
                "there is no shellcheck here: apt-get install shellcheck, or run .ci/run, which does");
        Path file = Files.writeString(folder.resolve("script.sh"), script);
        Process shellcheck =
                new ProcessBuilder("shellcheck", "--norc", file.toString()).redirectErrorStream(true).start();
        return new String(shellcheck.getInputStream().readAllBytes());
    }

    @Test
    void theImageHasWhatTheGraderNeedsAndRunsAsAUserWhoCannotChangeIt() {
        Dockerfile image = Dockerfile.of(text("Dockerfile"));
        List<String> copied = image.copied();
        for (String file : List.of("jbang", "jbang-catalog.json", "grader/", "labs/", "solutions/")) {
            assertTrue(copied.contains(file), file);
            assertTrue(Files.exists(Course.here().root().resolve(file)), file);
        }
        assertFalse(text("Dockerfile").contains("--chown"), "the grader's files are root's");
        String user = image.last("USER").arguments();
        assertTrue(user.matches("[1-9]\\d*:[1-9]\\d*"), () -> "not a number, or root's: " + user);
        assertEquals(user.split(":")[0], yaml(JOB).at("/spec/template/spec/securityContext/runAsUser").asText());
        assertEquals(List.of("/course/jbang", "grade"), image.last("ENTRYPOINT").exec());
        assertTrue(yaml(JOB).at("/spec/template/spec/containers/0/command").isMissingNode(), "the image's own");
        for (var lab : Course.here().all()) {
            assertTrue(image.last("ARG").arguments().contains(lab.name()), () -> lab.name() + " is not built");
        }
    }
}
