package grader.checks.diagnose;

import grader.clients.http.CheckFailed;
import grader.clients.http.Transcript;
import grader.clients.upstream.ScriptedUpstream;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Server;
import grader.grading.submission.Submission;
import grader.machine.database.EmptyDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run of the broken server has left, for the comment above the task. The steps of the scene say what happens;
 * those that begin with `show` say what is kept of it.
 */
public final class Evidence {

    private static final Pattern RECORDED = Pattern.compile("(?m)(?:^--   .*\\R)+");
    private static final Pattern THREAD = Pattern.compile("#\\d+ (\"([^\"]*)\".*?)(?: \\d{4}-.*)?");

    private final Scene scene;
    private final Transcript transcript;
    private final List<String> lines = new ArrayList<>();

    private Evidence(Scene scene, Transcript transcript) {
        this.scene = scene;
        this.transcript = transcript;
    }

    /** Records that of a lab into the reference's file, which it returns. */
    public static String record(Lab lab) {
        Diagnosis diagnosis = Diagnosis.of(lab.name());
        Path file = lab.reference().resolve(CheckStep.FILE);
        Submission broken = diagnosis.variants().get(1).of(Submission.stage(lab, Lab::reference));
        Settings settings = new Settings(lab, Optional.empty(), Optional.empty(), "evidence", false, true,
                Optional.empty());
        Transcript transcript = new Transcript();
        List<String> lines = new Grading(settings, doing -> {}).withServers(broken, transcript,
                servers -> lines(diagnosis, servers, transcript));
        String recorded = lines.stream().map(line -> "--   " + line + "\n").collect(Collectors.joining());
        try {
            Files.writeString(file, RECORDED.matcher(Files.readString(file))
                    .replaceFirst(Matcher.quoteReplacement(recorded)));
            return PathText.shown(file);
        } catch (IOException error) {
            throw UserError.of(error, "recording into " + PathText.shown(file));
        }
    }

    private static List<String> lines(Diagnosis diagnosis, Function<List<String>, Server> servers,
            Transcript transcript) {
        try (EmptyDatabases databases = new EmptyDatabases();
                ScriptedUpstream upstream = ScriptedUpstream.open()) {
            Evidence evidence = new Evidence(
                    new Scene(flags -> servers.apply(withAddress(flags)), databases::inMemory, () -> upstream),
                    transcript);
            for (CheckStep step : CheckStep.read(diagnosis.scene(), 0)) {
                if (!evidence.isShown(step)) {
                    evidence.scene.run(List.of(step));
                }
            }
            return evidence.lines;
        } catch (CheckFailed failed) {
            throw new UserError("the scene of " + diagnosis.lab() + " fails: " + failed.getMessage(),
                    "correct it in its file in grader/checks/diagnose");
        }
    }

    private static List<String> withAddress(String[] flags) {
        List<String> all = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0"));
        all.addAll(Arrays.asList(flags));
        return all;
    }

    private boolean isShown(CheckStep step) {
        String[] words = step.text().split(" ", 3);
        if (!words[0].equals("show")) {
            return false;
        }
        switch (words[1]) {
            case "body" -> step.clients()
                    .forEach(client -> scene.read(client).body().replace("},{", "},\n {").lines().forEach(this::add));
            case "response" -> step.clients().forEach(client -> scene.read(client).raw().lines().forEach(this::add));
            case "log" -> scene.server().logLines().forEach(this::add);
            case "output" -> scene.server().outputLines().forEach(this::add);
            case "errors" -> scene.server().errorLines().forEach(this::add);
            case "threads" -> threads(words[2]);
            case "requests" -> scene.upstream()
                    .requests()
                    .forEach(request -> add(request.method() + " " + request.target()));
            case "end" -> step.clients().forEach(client -> {
                scene.client(client).readUntilClose(Scene.LIMIT);
                add(scene.client(client).how());
            });
            case "trace" -> transcript.steps()
                    .stream()
                    .filter(each -> !each.sign().isEmpty())
                    .forEach(each -> each.lines()
                            .forEach(line -> add((each.who() + " " + each.sign() + " " + line).strip())));
            default -> add(step.text().substring("show ".length()));
        }
        return true;
    }

    /** A line is no line of spaces: editors take these away. */
    private void add(String line) {
        if (!line.isBlank()) {
            lines.add(line.stripTrailing());
        }
    }

    /** Of a dump of all threads, virtual ones too, those of these names: the first frame, and the server's own. */
    private void threads(String names) {
        for (String thread : dump().split("\\R\\R")) {
            List<String> frames = thread.strip().lines().toList();
            Matcher head = THREAD.matcher(frames.isEmpty() ? "" : frames.getFirst());
            if (head.matches() && head.group(2).matches(names)) {
                add(head.group(1));
                frames.stream()
                        .skip(1)
                        .filter(frame -> frame.equals(frames.get(1)) || !frame.contains("/"))
                        .forEach(frame -> add("    " + frame.strip()));
            }
        }
    }

    /** What `jcmd` writes about the only Java that this process has started. */
    private static String dump() {
        long server = ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().command().filter(command -> command.endsWith("/java")).isPresent())
                .findFirst()
                .orElseThrow()
                .pid();
        try {
            Path file = Files.createTempDirectory("dump").resolve("threads.txt");
            new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + server,
                    "Thread.dump_to_file", file.toString()).redirectErrorStream(true).start().onExit().join();
            return Files.readString(file);
        } catch (IOException error) {
            throw UserError.of(error, "having jcmd dump the threads of process " + server);
        }
    }
}
