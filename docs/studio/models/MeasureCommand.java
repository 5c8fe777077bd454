package docs.studio.models;

import grader.core.console.TextTable;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `jbang measure`: the models of the pages, held against a real server; alone, it lists them. */
@Command(name = "measure", synopsisSubcommandLabel = "[MODEL]",
        description = "Starts your server (or the reference's), drives it with the parameters of a model on the pages, "
                + "and shows what it measures next to what the model says. Each model has the handles of its page as "
                + "flags: ./jbang measure MODEL --help.",
        usageHelpAutoWidth = true,
        footer = {"", "Exit codes: 0; 2 if the server cannot show it or the machine is too busy."})
public final class MeasureCommand implements Runnable {

    /** Of the command that measures one model. */
    private static final String FOOTER = "Exit codes: 0 measured; 2 it could not be measured.";

    /** Models that no server shows by numbers, and what shows them: why, and the remedy. */
    private static final Map<String, List<String>> OTHERS = new TreeMap<>(Map.of(
            "onion", List.of("it is about order, and has no numbers",
                    "start ./jbang lab05, and send its four requests with curl"),
            "pool",
            List.of("no flag of lab10 gives its queries a time", "./jbang bench pool --mine measures your pool"),
            "two-buyers", List.of("it is about order, and has no numbers",
                    "./jbang grade lab10 holds your checkouts between their steps"),
            "waterfall", List.of("it shows one request",
                    "start ./jbang lab12 --admin-port 8081, and see its own in http://127.0.0.1:8081/slow")));

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private final List<Model> models;

    private MeasureCommand(List<Model> models) {
        this.models = models;
    }

    /** The command, with one for each model. @param start the checkout, or a folder in it */
    public static CommandSpec in(Path start) {
        Course course = Course.around(start);
        List<Model> models = Model.all(course);
        CommandSpec spec = CommandSpec.forAnnotatedObject(new MeasureCommand(models));
        for (Model model : models) {
            CommandSpec each = CommandSpec.forAnnotatedObject(new ModelCommand(course, model)).name(model.name());
            each.usageMessage().description("Measures " + model.what() + ".").footer("", FOOTER).autoWidth(true);
            model.handles().forEach(handle -> each.addOption(option(handle)));
            spec.addSubcommand(model.name(), each);
        }
        OTHERS.forEach((name, why) -> spec.addSubcommand(name, CommandSpec.wrapWithoutInspection((Runnable) () -> {
            throw new UserError("the model " + name + " cannot be measured: " + why.getFirst(), why.getLast());
        })));
        return spec;
    }

    private static OptionSpec option(Model.Handle handle) {
        return OptionSpec.builder("--" + handle.name())
                .paramLabel("N")
                .arity("1")
                .type(String.class)
                .description(handle.label()
                        + (handle.unit().isEmpty() ? ""
                                : ", in" + (handle.unit().startsWith(" ") ? "" : " ")
                                        + handle.unit().replace("%", "%%"))
                        + ": " + String.join(", ", handle.texts().stream().map(Model.Handle::quoted).toList())
                        + ". " + handle.start() + " without it.")
                .build();
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("./jbang measure MODEL [LAB] holds a model of the pages against your server:");
        TextTable table = new TextTable("lll");
        models.forEach(model -> table.row("  " + model.name(),
                String.format(java.util.Locale.ROOT, "lab%02d", Experiment.ALL.get(model.name()).lab()), model.what()));
        table.lines().forEach(out::println);
        out.println("Not measured: " + String.join(", ", OTHERS.keySet()) + "; each of them says what shows it.");
        out.println("The handles on the page are flags: ./jbang measure " + models.getFirst().name() + " --help");
    }
}
