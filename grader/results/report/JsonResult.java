package grader.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import grader.clients.http.Transcript.Mark;
import grader.clients.http.Transcript.Step;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.results.result.Cases;
import grader.results.result.Earlier;
import grader.results.result.MethodPlace;
import grader.results.result.OpenTask;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import grader.results.result.Shortcut;
import grader.results.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A result out of its JSON report, for all other formats. Hints and explanations of tasks come from the course, points
 * and titles from the report. What the JSON does not have is lost: tasks that were not asked for.
 */
public final class JsonResult {

    private static final Pattern RULE = Pattern.compile("-interface\\.adoc, \"(.*)\"$");

    private final Function<String, Lab> labs;
    private final Lab lab;

    private JsonResult(Function<String, Lab> labs, Lab lab) {
        this.labs = labs;
        this.lab = lab;
    }

    /**
     * @param root follows result.schema.json; it may have more members
     * @param labs by name, such as {@link grader.core.course.Course#lab}
     * @throws IllegalArgumentException that says what is missing, if it does not follow the schema
     * @throws grader.core.console.UserError if it is of a lab that the course does not have
     */
    public static Result of(JsonNode root, Function<String, Lab> labs) {
        return new JsonResult(labs, labs.apply(root.required("lab").asText())).result(root);
    }

    private Result result(JsonNode root) {
        JsonNode problem = root.path("problem");
        String mode = root.required("mode").asText();
        return new Result(lab, root.required("seed").asText(), mode, root.required("call").asText(),
                root.required("isolation").asText(), mode.startsWith("--"),
                problem.isMissingNode() ? Optional.empty()
                        : Optional.of(new Result.Problem(problem.required("stage").asText(),
                                problem.required("what").asText(), problem.required("remedy").asText())),
                all(root.required("tasks"), this::task), List.of(), all(root.path("earlier"), this::earlier),
                all(root.path("shortcuts"), JsonResult::shortcut), root.required("millis").asLong());
    }

    private static Shortcut shortcut(JsonNode node) {
        return new Shortcut(node.required("kind").asText(), node.required("place").asText(),
                node.required("says").asText());
    }

    private Earlier earlier(JsonNode node) {
        Lab other = labs.apply(node.required("lab").asText());
        return new Earlier(other, named(Earlier.Parts.values(), node.required("parts").asText()),
                all(node.required("unwritten"),
                        open -> new OpenTask(other, other.taskCalled(open.required("task").asText()),
                                open.required("place").asText())),
                texts(node.required("unproven")));
    }

    private TaskResult task(JsonNode node) {
        String id = node.required("id").asText();
        Optional<Task> known = lab.task(id);
        Task task = new Task(id, node.required("title").asText(), node.required("points").asInt(),
                node.required("stretch").asBoolean(), known.map(Task::needs).orElse(null),
                known.map(Task::clause).orElse(""), known.map(Task::page).orElse(""),
                known.map(Task::trial).orElse(null),
                known.map(Task::hints).orElse(null), known.map(Task::open).orElse(null),
                known.map(Task::why).orElse(""));
        return new TaskResult(task, all(node.required("checks"), this::check), node.required("place").asText(),
                all(node.path("methods"),
                        each -> new MethodPlace(each.required("place").asText(), each.required("name").asText())));
    }

    private CheckResult check(JsonNode node) {
        Matcher rule = RULE.matcher(node.required("rule").asText());
        JsonNode cases = node.path("cases");
        return new CheckResult(node.required("id").asText(), node.required("says").asText(),
                node.required("clause").asText(), rule.find() ? rule.group(1) : "", node.required("points").asInt(),
                named(Verdict.values(), node.required("verdict").asText()), node.required("reason").asText(),
                node.has("failure") ? Optional.of(failure(node.get("failure"))) : Optional.empty(),
                cases.isMissingNode() ? Cases.NONE
                        : new Cases(cases.required("all").asInt(), texts(cases.required("failed")),
                                cases.required("untried").asInt()),
                node.required("millis").asLong());
    }

    private static Failure failure(JsonNode node) {
        return new Failure(all(node.required("steps"), JsonResult::step), node.required("explanation").asText(),
                texts(node.required("serverSaid")), node.required("repeated").asText(), node.required("loop").asText());
    }

    private static Step step(JsonNode node) {
        JsonNode mark = node.path("mark");
        return new Step(node.path("who").asText(), node.path("lane").asInt(), node.required("sign").asText(),
                texts(node.required("lines")),
                mark.isMissingNode() ? null
                        : new Mark(mark.required("line").asInt(), mark.required("column").asInt(),
                                mark.required("length").asInt(), mark.required("expected").asText()));
    }

    private static List<String> texts(JsonNode array) {
        return all(array, JsonNode::asText);
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> one) {
        List<T> all = new ArrayList<>();
        array.forEach(node -> all.add(one.apply(node)));
        return List.copyOf(all);
    }

    private static <T> T named(T[] values, String name) {
        for (T value : values) {
            if (value.toString().equals(name)) {
                return value;
            }
        }
        throw new IllegalArgumentException("there is no '" + name + "' among " + List.of(values));
    }
}
