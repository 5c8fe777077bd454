package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import grader.core.course.Course;
import grader.grading.server.ExitedProcess;
import grader.machine.os.Commands;
import grader.proofs.reference.deployment.Dockerfile;
import grader.proofs.reference.deployment.KubernetesManifest;
import grader.proofs.reference.deployment.SystemdUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lab 11's examples for systemd, Docker and Kubernetes are right by themselves, and fit the server. */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeploymentTest {

    private static final Path ROOT = Course.here().root();
    private static final String UNIT = text("docs/examples/lab11/shop.service");
    private static final String DOCKERFILE = text("docs/examples/lab11/Dockerfile");
    private static final String MANIFEST = text("docs/examples/lab11/shop.yaml");

    private static final String PASSWORD = "SHOP_DATABASE_PASSWORD";
    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^\\| (\\d+) \\| ");
    /** How long Docker waits between SIGTERM and SIGKILL, if `docker stop` has no `-t`. */
    private static final int DOCKER_STOP_MILLIS = 10_000;

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab11");

    private static String text(String file) {
        return assertDoesNotThrow(() -> Files.readString(ROOT.resolve(file)));
    }

    private static String replaced(String text, String old, String fresh) {
        assertTrue(text.contains(old), () -> "not there: " + old);
        return text.replace(old, fresh);
    }

    private static SystemdUnit unit() {
        return SystemdUnit.of(UNIT, "Service");
    }

    private static Dockerfile image() {
        return Dockerfile.of(DOCKERFILE).image();
    }

    private static KubernetesManifest manifest() {
        return assertDoesNotThrow(() -> KubernetesManifest.of(MANIFEST));
    }

    // By themselves

    @Test
    void theUnitIsOne() throws Exception {
        assertEquals("", complaints(UNIT));
    }

    @ParameterizedTest
    @CsvSource({"KillMode=mixed, KillMode=kind", "TimeoutStopSec=, TimeoutStopSecs=", "Type=exec, Type=java",
            "RestartPreventExitStatus=2, RestartPreventExitStatus=two", "ExecStart=, ExecBegin="})
    void aBrokenUnitIsRejected(String old, String broken) throws Exception {
        assertNotEquals("", complaints(replaced(UNIT, old, broken)));
    }

    private static String complaints(String unit) throws Exception {
        assumeTrue(Commands.succeeds("systemd-analyze", "--version") || System.getenv("CI") != null,
                "there is no systemd-analyze here: apt-get install systemd, or run .ci/run, which does");
        return SystemdUnit.complaints(unit,
                Files.createTempDirectory(REFERENCE.folder(), "unit").resolve("shop.service"));
    }

    @Test
    void theManifestFollowsTheSchema() throws IOException {
        assertEquals(List.of(), KubernetesManifest.mistakes(MANIFEST));
    }

    @ParameterizedTest
    @CsvSource({"readinessProbe:, readynessProbe:", "containerPort: 8080, containerPort: http",
            "replicas: 2, replicas: two",
            "enableServiceLinks: false, enableServiceLinks: never", "'    matchLabels:', '    labels:'",
            "type: RollingUpdate, type: Rolling", "targetPort: http, targetport: http",
            "kind: Deployment, kind: Service"})
    void aBrokenManifestIsRejected(String old, String broken) throws IOException {
        assertNotEquals(List.of(), KubernetesManifest.mistakes(replaced(MANIFEST, old, broken)));
    }

    @Test
    void theImageIsBuiltFromWhatIsHere() {
        List<String> copied = Dockerfile.of(DOCKERFILE).copied();
        assertFalse(copied.isEmpty());
        for (String file : copied) {
            assertTrue(Files.exists(ROOT.resolve(file)), () -> "there is no " + file + " to copy");
        }
        assertTrue(
                DOCKERFILE.contains("--add-modules " + String.join(",", Course.here().lab("lab11").data().modules())),
                "jlink makes a runtime of the lab's modules");
    }

    @Test
    void theServerIsTheFirstProcessOfTheContainerAndNotRoot() {
        assertTrue(image().last("ENTRYPOINT").exec().getFirst().endsWith("/bin/java"));
        assertEquals("SIGTERM", image().last("STOPSIGNAL").arguments());
        String user = image().last("USER").arguments();
        assertTrue(user.matches("[1-9]\\d*:[1-9]\\d*"), () -> "not a number, or root's: " + user);
        assertEquals(user.split(":")[0], manifest().pod().at("/securityContext/runAsUser").asText());
        assertTrue(manifest().pod().at("/securityContext/runAsNonRoot").asBoolean());
    }

    @Test
    void aBrokenDockerfileIsRejected() {
        assertThrows(AssertionError.class, () -> Dockerfile.of(replaced(DOCKERFILE, "EXPOSE", "EXPORT")));
        assertThrows(AssertionError.class, () -> Dockerfile.of("RUN true\n"));
        Dockerfile shell = Dockerfile.of(DOCKERFILE.replaceAll("(?m)^ENTRYPOINT .*", "ENTRYPOINT java -jar shop.jar"));
        assertThrows(AssertionError.class, shell.last("ENTRYPOINT")::exec);
    }

    // With the server

    /** The settings that a server with these variables has, by flag. It has to take all of them. */
    private static Map<String, String> settings(Map<String, String> variables) {
        ExitedProcess printed = REFERENCE.runToEnd(variables, "--print-config");
        assertEquals(0, printed.exitCode(), () -> printed.err().toString());
        Map<String, String> settings = new TreeMap<>();
        for (String line : printed.out()) {
            String[] parts = line.split(" = | \\((?=[^(]*$)", 3);
            if (parts.length == 3) {
                settings.put(parts[0], parts[1]);
            }
        }
        variables.keySet()
                .forEach(name -> assertTrue(printed.out().stream().anyMatch(line -> line.endsWith(" (" + name + ")")),
                        () -> name + " does not count: " + printed.out()));
        return settings;
    }

    /** The settings of a pod: the image's variables, then the manifest's. */
    private static Map<String, String> inPod() {
        Map<String, String> variables = new TreeMap<>(image().environment());
        variables.putAll(manifest().environment());
        return variables;
    }

    private static int drainMillis(Map<String, String> settings) {
        return Integer.parseInt(settings.get("drain-delay")) + Integer.parseInt(settings.get("drain-timeout"));
    }

    @Test
    void systemdWaitsForTheDrain() {
        Map<String, String> settings = settings(unit().environment());
        assertTrue(Integer.parseInt(unit().value("TimeoutStopSec")) * 1000 > drainMillis(settings));
        assertEquals("SIGTERM", unit().value("KillSignal"));
        assertFalse(unit().environment().containsKey(PASSWORD), "every user could read it");
        assertTrue(UNIT.contains("# " + PASSWORD + "="), "the comment names the variable");
        assertEquals("(hidden)", settings(Map.of(PASSWORD, "x")).get("database-password"));
    }

    @Test
    void dockerWaitsForTheDrain() {
        Map<String, String> settings = settings(image().environment());
        assertTrue(DOCKER_STOP_MILLIS > drainMillis(settings));
        assertEquals("0.0.0.0", settings.get("host"));
        assertEquals(settings.get("port") + " " + settings.get("admin-port"), image().last("EXPOSE").arguments());
    }

    @Test
    void kubernetesWaitsForTheDrain() {
        Map<String, String> settings = settings(inPod());
        assertTrue(manifest().pod().path("terminationGracePeriodSeconds").asInt() * 1000 > drainMillis(settings));
        assertNotEquals("0", settings.get("drain-delay"), "new clients come until all nodes know");
        assertEquals(0, manifest().deployment().at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1));
    }

    @Test
    void clientsAndProbesReachThePod() {
        Map<String, String> settings = settings(inPod());
        assertEquals("0.0.0.0", settings.get("host"));
        assertEquals(settings.get("port"), String.valueOf(manifest().port("http")));
        assertEquals(settings.get("admin-port"), String.valueOf(manifest().port("admin")));
        JsonNode container = manifest().container();
        Map.of("startupProbe", "/ready", "readinessProbe", "/ready", "livenessProbe", "/live")
                .forEach((probe, path) -> {
                    assertEquals(path, container.at("/" + probe + "/httpGet/path").asText());
                    assertEquals("admin", container.at("/" + probe + "/httpGet/port").asText());
                });
        JsonNode service = manifest().service();
        assertEquals("http", service.at("/spec/ports/0/targetPort").asText());
        assertEquals(1, service.at("/spec/ports").size(), "the admin port is not for clients");
        assertEquals(manifest().deployment().at("/spec/template/metadata/labels"), service.at("/spec/selector"));
        assertEquals(manifest().deployment().at("/spec/selector/matchLabels"), service.at("/spec/selector"));
    }

    /** Kubernetes would set them because of the Service's name, and each one is a mistake. */
    @Test
    void theVariablesOfAServiceAreOff() {
        String prefix = manifest().service().at("/metadata/name").asText().toUpperCase(Locale.ROOT) + "_";
        assertTrue(refuses(Map.of(prefix + "SERVICE_HOST", "10.0.0.1")));
        assertTrue(refuses(Map.of(prefix + "PORT", "tcp://10.0.0.1:80")));
        assertFalse(manifest().pod().path("enableServiceLinks").asBoolean(true));
    }

    private static boolean refuses(Map<String, String> variables) {
        return REFERENCE.runToEnd(variables, "--print-config").exitCode() == 2;
    }

    @Test
    void whatCannotStartIsNotStartedAgain() {
        String code = unit().value("RestartPreventExitStatus");
        Map<String, String> wrong = new TreeMap<>(unit().environment());
        wrong.put("SHOP_DRAIN_TIMEOUT", "soon");
        assertEquals(code, String.valueOf(REFERENCE.runToEnd(wrong).exitCode()));
        List<String> codes = EXIT_CODE.matcher(text("docs/pages/lab11-interface.adoc"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(List.of("0", "1", "2"), codes);
        assertTrue(codes.contains(code));
        assertEquals("on-failure", unit().value("Restart"));
    }
}
