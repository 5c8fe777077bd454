package grader.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.clients.http.Transcript.Step;
import grader.core.course.Lab;
import grader.core.course.PageLink;
import grader.results.report.escape.JsonText;
import grader.results.result.Earlier;
import grader.results.result.MethodPlace;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import grader.results.result.Shortcut;

/** The result as JSON; result.schema.json, beside this file, says what stands in it. */
public final class JsonReport {

    private JsonReport() {}

    public static String of(Result result) {
        return JsonText.of(node(result));
    }

    /** The same as a tree. */
    public static ObjectNode node(Result result) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", 1);
        root.put("lab", result.lab().name());
        root.put("title", result.lab().data().title());
        root.put("seed", result.seed());
        root.put("mode", result.mode());
        root.put("call", result.call());
        root.put("isolation", result.isolation());
        root.put("earned", result.earned());
        root.put("checkable", result.checkable());
        root.put("total", result.total());
        root.put("graderError", result.graderFailed());
        root.put("millis", result.millis());
        result.problem()
                .ifPresent(problem -> root.putObject("problem")
                        .put("stage", problem.stage())
                        .put("what", problem.what())
                        .put("remedy", problem.remedy()));
        if (!result.earlier().isEmpty()) {
            ArrayNode earlier = root.putArray("earlier");
            result.earlier().forEach(each -> earlier(earlier.addObject(), each));
        }
        if (!result.shortcuts().isEmpty()) {
            ArrayNode shortcuts = root.putArray("shortcuts");
            for (Shortcut each : result.shortcuts()) {
                shortcuts.addObject().put("kind", each.kind()).put("place", each.place()).put("says", each.says());
            }
        }
        ArrayNode tasks = root.putArray("tasks");
        result.tasks().forEach(task -> task(tasks.addObject(), result.lab(), task));
        return root;
    }

    private static void earlier(ObjectNode node, Earlier earlier) {
        node.put("lab", earlier.lab().name()).put("parts", earlier.parts().toString());
        ArrayNode unwritten = node.putArray("unwritten");
        earlier.unwritten()
                .forEach(open -> unwritten.addObject().put("task", open.task().id()).put("place", open.place()));
        earlier.unproven().forEach(node.putArray("unproven")::add);
    }

    private static void task(ObjectNode node, Lab lab, TaskResult task) {
        node.put("id", task.task().id()).put("title", task.task().title()).put("verdict", task.verdict().toString());
        node.put("points", task.task().points()).put("earned", task.earned()).put("checkable", task.checkable());
        node.put("stretch", task.task().stretch()).put("place", task.place());
        for (MethodPlace each : task.methods()) {
            node.withArray("methods").addObject().put("place", each.place()).put("name", each.name());
        }
        ArrayNode checks = node.putArray("checks");
        task.checks().forEach(check -> check(checks.addObject(), PageLink.to(lab, task.task(), check.rule()), check));
    }

    private static void check(ObjectNode node, PageLink rule, CheckResult check) {
        node.put("id", check.id()).put("says", check.says()).put("clause", check.clause());
        node.put("rule", rule.inSources());
        node.put("verdict", check.verdict().toString()).put("points", check.points()).put("earned", check.earned());
        node.put("reason", check.reason()).put("millis", check.millis());
        check.failure().ifPresent(failure -> failure(node.putObject("failure"), failure));
        if (check.cases().all() > 0) {
            ObjectNode cases = node.putObject("cases").put("all", check.cases().all());
            check.cases().failed().forEach(cases.putArray("failed")::add);
            cases.put("untried", check.cases().untried());
        }
    }

    private static void failure(ObjectNode node, Failure failure) {
        node.put("explanation", failure.explanation()).put("repeated", failure.repeated()).put("loop", failure.loop());
        failure.serverSaid().forEach(node.putArray("serverSaid")::add);
        ArrayNode steps = node.putArray("steps");
        for (Step step : failure.steps()) {
            ObjectNode one = steps.addObject();
            if (!step.who().isEmpty()) {
                one.put("who", step.who()).put("lane", step.lane());
            }
            one.put("sign", step.sign());
            step.lines().forEach(one.putArray("lines")::add);
            if (step.mark() != null) {
                one.putObject("mark")
                        .put("line", step.mark().line())
                        .put("column", step.mark().column())
                        .put("length", step.mark().length())
                        .put("expected", step.mark().expected());
            }
        }
    }
}
