package docs.studio.terminal;

import docs.studio.doctor.Finding;
import docs.studio.doctor.JBangCheck;
import docs.studio.doctor.MachineCheck;
import docs.studio.doctor.PortCheck;
import docs.studio.doctor.ToolCheck;
import docs.studio.terminal.Screen.Look;
import grader.core.course.Course;
import grader.machine.os.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** `course doctor`: whether this machine can run the course, and the cure for what is in the way. */
@Command(name = "doctor", description = "See whether your machine can run the course; says the cure for what is wrong.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:all is well", "1:something is wrong"})
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "8080", description = "The port that has to be free (${DEFAULT-VALUE}).")
    private int port;

    @ParentCommand
    private CourseCommand parent;

    @Override
    public Integer call() {
        Course course = parent.course();
        List<Finding> findings = new ArrayList<>(MachineCheck.of(course));
        findings.addAll(1, new JBangCheck(course, System.getenv()).findings());
        findings.addAll(new ToolCheck(System.getenv("PATH"), System.getProperty("os.name")).findings());
        if (System.getProperty("os.name").equals("Linux")) {
            findings.add(sandbox());
        }
        findings.add(PortCheck.of(port));
        Screen screen = parent.screen();
        findings.forEach(finding -> show(screen, finding));
        long wrong = findings.stream().filter(finding -> !finding.good()).count();
        String noted = findings.stream()
                .filter(finding -> finding.good() && !finding.cure().isEmpty())
                .map(Finding::about)
                .collect(Collectors.joining(", "));
        screen.line(wrong > 0 ? wrong + " of " + findings.size() + " need care."
                : noted.isEmpty() ? "All is well." : "All is well, apart from the notes: " + noted + ".");
        return wrong == 0 ? 0 : 1;
    }

    private static Finding sandbox() {
        return Sandbox.works() ? Finding.ok("bubblewrap", "it works: submissions can be graded in a sandbox")
                : Finding.note("bubblewrap", Sandbox.WHY_NOT + "; only teachers need it, to grade in a sandbox",
                        Sandbox.CURE);
    }

    private static void show(Screen screen, Finding finding) {
        String mark = !finding.good() ? screen.in(Look.BAD, "wrong")
                : finding.cure().isEmpty() ? screen.in(Look.GOOD, "ok   ") : screen.in(Look.LIT, "note ");
        screen.line(mark + "  " + "%-10s".formatted(finding.about()) + " " + finding.what());
        if (!finding.cure().isEmpty()) {
            screen.line("       " + " ".repeat(11) + "cure: " + finding.cure());
        }
    }
}
