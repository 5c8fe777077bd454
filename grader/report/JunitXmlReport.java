package grader.report;

import grader.result.Result;
import grader.result.Result.CheckResult;
import grader.result.Result.TaskResult;
import grader.result.Verdict;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The result as JUnit XML, which CI servers read: a suite a task, a test case a check. */
public final class JunitXmlReport {

    private JunitXmlReport() {}

    public static String of(Result result) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", result.lab().name());
            for (TaskResult task : result.tasks()) {
                suite(xml, result, task);
            }
            xml.writeEndDocument();
            return text + "\n";
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void suite(XMLStreamWriter xml, Result result, TaskResult task) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", result.lab().name() + "." + task.task().id());
        xml.writeAttribute("tests", String.valueOf(task.checks().size()));
        xml.writeAttribute("failures", count(task, Verdict.FAILED, Verdict.NOT_STARTED));
        xml.writeAttribute("errors", count(task, Verdict.GRADER_ERROR));
        xml.writeAttribute("skipped", count(task, Verdict.SKIPPED, Verdict.NOT_RUN, Verdict.SKIPPED_BY_LEARNER));
        for (CheckResult check : task.checks()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", result.lab().name() + "." + task.task().id());
            xml.writeAttribute("name", check.says());
            xml.writeAttribute("time", String.valueOf(check.millis() / 1000.0));
            verdict(xml, result, check, task);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void verdict(XMLStreamWriter xml, Result result, CheckResult check, TaskResult task)
            throws XMLStreamException {
        String element = switch (check.verdict()) {
            case PASSED -> null;
            case FAILED, NOT_STARTED -> "failure";
            case GRADER_ERROR -> "error";
            case NOT_RUN, SKIPPED, SKIPPED_BY_LEARNER -> "skipped";
        };
        if (element == null) {
            return;
        }
        xml.writeStartElement(element);
        xml.writeAttribute("message", clean(check.verdict() + ": " + check.reason()));
        if (check.failure().isPresent()) {
            xml.writeCharacters(clean(FailureText.of(result, task.task(), check, Style.PLAIN)));
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no place for most control characters. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0a\\x0d\\x20-\\ud7ff\\ue000-\\ufffd]", "?");
    }

    private static String count(TaskResult task, Verdict... verdicts) {
        return String.valueOf(
                task.checks().stream().filter(check -> java.util.List.of(verdicts).contains(check.verdict())).count());
    }
}
