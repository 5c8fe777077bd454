package grader.checks;

import java.util.List;

/** Which classes hold the checks of which lab. */
public final class Checks {

    private Checks() {}

    public static List<Class<?>> of(String lab) {
        return switch (lab) {
            case "lab01" -> grader.checks.lab01.Lab01.CHECKS;
            case "lab03" -> grader.checks.lab03.Lab03.CHECKS;
            default -> List.of();
        };
    }
}
