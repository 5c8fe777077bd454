package grader.commands;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.policy.PolicyReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** `--policy FILE`. */
final class PolicyOption {

    @Option(names = "--policy", paramLabel = "FILE",
            description = "due dates, late penalties, weights and extra points, such as course.yaml; without it the "
                    + "best attempt counts, and all labs count alike")
    private Optional<Path> file = Optional.empty();

    /** Empty if there are mistakes in the file, which are written to `err`. */
    Optional<Policy> read(Course course, PrintWriter err) {
        if (file.isEmpty()) {
            return Optional.of(Policy.NONE);
        }
        if (!Files.isRegularFile(file.get())) {
            throw new UserError("--policy " + file.get() + ": there is no such file", "name a YAML file");
        }
        Set<String> labs = course.all().stream().map(Lab::name).collect(Collectors.toSet());
        PolicyReader reader = new PolicyReader(file.get(), labs::contains);
        Policy policy = reader.read();
        reader.mistakes().forEach(err::println);
        return reader.mistakes().isEmpty() ? Optional.of(policy) : Optional.empty();
    }
}
