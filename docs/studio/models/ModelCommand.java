package docs.studio.models;

import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.Terminal;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `jbang measure MODEL`. */
@Command
final class ModelCommand implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Parameters(arity = "0..1", paramLabel = "LAB",
            description = "Whose server is measured, such as lab08. Without it: the first that shows the model.")
    private Optional<String> lab = Optional.empty();

    @Option(names = "--lab", paramLabel = "LAB", description = "The same.")
    private Optional<String> sameLab = Optional.empty();

    @Option(names = "--solution", description = "Measure the reference's server, not yours.")
    private boolean solution;

    @Option(names = "--command", paramLabel = "COMMAND",
            description = "Start this as the server, in any language: it gets the same flags.")
    private Optional<String> command = Optional.empty();

    @Option(names = "--json",
            description = "Write what comes of it as JSON: a line for each point, and one with the sentence.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Course course;
    private final Model model;

    ModelCommand(Course course, Model model) {
        this.course = course;
        this.model = model;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Place place = place();
        int number = lab.or(() -> sameLab).map(name -> course.lab(name).number()).orElse(0);
        if (solution && command.isPresent()) {
            throw new UserError("--solution and --command name two servers", "give one of them");
        }
        Measured measured;
        try (ProgressLine progress = new ProgressLine(out, !json && Terminal.isLive(), true)) {
            measured = new Measurement(course, model, progress::say).run(place, number, solution, command);
        }
        if (json) {
            for (Map<String, Object> line : measured.json()) {
                out.println(new JsonMapper().writeValueAsString(line));
            }
        } else {
            MeasuredText.of(measured).forEach(line -> out.println(Style.ofStandardOutput().fit(line)));
        }
        return 0;
    }

    private Place place() {
        Place place = model.start();
        for (Model.Handle handle : model.handles()) {
            String given = spec.commandLine().getParseResult().matchedOptionValue("--" + handle.name(), (String) null);
            if (given != null) {
                place = place.with(handle.name(), handle.value(given));
            }
        }
        return place;
    }
}
