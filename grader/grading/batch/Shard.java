package grader.grading.batch;

import grader.core.console.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of several runs that share the submissions. Of the sorted list each takes every n-th: the same on every machine
 * that has the same list, and shards differ by one submission at most.
 *
 * @param number from 1 to `of`
 */
public record Shard(int number, int of) {

    public static final Shard ALL = new Shard(1, 1);

    /** @param first the index of the first shard, as the engine counts */
    private record Engine(String name, String index, String count, String first) {}

    private static final List<Engine> ENGINES = List.of(
            new Engine("a Kubernetes Indexed Job", "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", "0"),
            new Engine("a Slurm array", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN"),
            new Engine("a GitHub matrix", "STRATEGY_JOB_INDEX", "STRATEGY_JOB_TOTAL", "0"),
            new Engine("GitLab's parallel", "CI_NODE_INDEX", "CI_NODE_TOTAL", "1"),
            new Engine("Buildkite", "BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", "0"),
            new Engine("CircleCI", "CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", "0"));

    /**
     * Reads `2/5`, or for `auto` what the environment says.
     *
     * @throws UserError if it says nothing, or nonsense
     */
    public static Shard of(String text, Map<String, String> environment) {
        if (text.equals("auto")) {
            return automatic(environment);
        }
        if (text.matches("[1-9]\\d{0,5}/[1-9]\\d{0,5}")) {
            String[] parts = text.split("/");
            Shard shard = new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            if (shard.number <= shard.of) {
                return shard;
            }
        }
        throw new UserError("--shard " + text + " is not NUMBER/OF, such as 2/5, and not auto",
                "the first shard is number 1");
    }

    private static Shard automatic(Map<String, String> environment) {
        Engine engine = ENGINES.stream()
                .filter(one -> environment.containsKey(one.index()))
                .findFirst()
                .orElseThrow(() -> new UserError("--shard auto: none of "
                        + String.join(", ", ENGINES.stream().map(Engine::index).toList()) + " is set",
                        "say it in numbers, such as --shard 1/4"));
        int index = number(engine, engine.index(), environment);
        int step = engine.index().startsWith("SLURM") && environment.containsKey("SLURM_ARRAY_TASK_STEP")
                ? number(engine, "SLURM_ARRAY_TASK_STEP", environment)
                : 1;
        int first = engine.first().length() == 1 ? Integer.parseInt(engine.first())
                : number(engine, engine.first(), environment);
        Shard shard = new Shard((index - first) / Math.max(1, step) + 1, number(engine, engine.count(), environment));
        if (shard.number < 1 || shard.number > shard.of) {
            throw new UserError("--shard auto: " + engine.index() + "=" + index + " and " + engine.count() + "="
                    + shard.of + " do not fit", "check the settings of " + engine.name());
        }
        return shard;
    }

    private static int number(Engine engine, String variable, Map<String, String> environment) {
        String value = environment.getOrDefault(variable, "");
        if (!value.matches("\\d{1,6}")) {
            throw new UserError("--shard auto: this is " + engine.name() + ", as " + engine.index() + " is set, but "
                    + variable + "=" + value + " is no number", "set " + variable + " in its environment");
        }
        return Integer.parseInt(value);
    }

    /** Those of a sorted list that belong to this shard. */
    <T> List<T> of(List<T> sorted) {
        List<T> mine = new ArrayList<>();
        for (int i = number - 1; i < sorted.size(); i += of) {
            mine.add(sorted.get(i));
        }
        return mine;
    }
}
