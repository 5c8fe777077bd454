package grader.checks.diagnose;

import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.clients.http.Transcript;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Server;
import grader.grading.submission.Submission;
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
    private static final Pattern OWN = Pattern.compile("at \\w+(?:\\$\\w+)*\\.[^.]*\\(");
    private static final Pattern THREAD = Pattern.compile("\"([^\"]+)\" .*");

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
        Evidence evidence = new Evidence(new Scene(flags -> servers.apply(withAddress(flags))), transcript);
        try {
            for (CheckStep step : CheckStep.read(diagnosis.scene(), 0)) {
                if (!evidence.isShown(step)) {
                    evidence.scene.run(List.of(step));
                }
            }
        } catch (CheckFailed failed) {
            throw new UserError("the scene of " + diagnosis.lab() + " fails: " + failed.getMessage(),
                    "correct it in its file in grader/checks/diagnose");
        }
        return evidence.lines;
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
            case "body" -> step.clients().forEach(client -> add(scene.read(client).body()));
            case "response" -> step.clients().forEach(client -> scene.read(client).raw().lines().forEach(this::add));
            case "log" -> scene.server().logLines().forEach(this::add);
            case "errors" -> scene.server().errorLines().forEach(this::add);
            case "threads" -> threads(words[2]);
            case "trace" -> transcript.steps()
                    .forEach(each -> each.lines().forEach(line -> add(each.who() + " " + each.sign() + " " + line)));
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

    /**
     * Of a dump of all threads, those of these names: the state, the first frame, and those of the server's classes.
     */
    private void threads(String names) {
        scene.server().signal("QUIT");
        scene.server().awaitLine(line -> line.startsWith("JNI global refs"), Limits.PATIENCE);
        String last = "";       // line that was kept of the thread; empty: none is kept
        for (String line : scene.server().outputLines()) {
            Matcher thread = THREAD.matcher(line);
            boolean named = thread.matches() && thread.group(1).matches(names);
            if (named) {
                add("\"" + thread.group(1) + "\"");
                last = line;
            } else if (thread.matches() || line.isBlank()) {
                last = "";
            } else if (!last.isEmpty()
                    && (last.startsWith("\"") || last.contains(".State:") || OWN.matcher(line).find())) {
                add("  " + line.strip());
                last = line;
            }
        }
    }
}
