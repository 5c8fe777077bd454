package grader.results.report;

import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The result as JUnit XML, which CI servers read: one suite per task, one test case per check. It has a failure or an
 * error exactly if the exit code is not 0: what costs points fails, and what kept the grader from its work is an error.
 */
public final class JunitXmlReport {

    private JunitXmlReport() {}

    public static String of(Result result) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", result.lab().name());
            if (result.problem().isPresent()) {
                error(xml, result, result.problem().get().what(), result.problem().get().remedy());
            } else if (result.nothingChecked()) {
                error(xml, result, "nothing could be checked", "see why each check was skipped");
            }
            for (TaskResult task : result.tasks()) {
                suite(xml, result, task);
            }
            xml.writeEndDocument();
            return text + "\n";
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A suite of its own for what keeps all checks from saying anything. */
    private static void error(XMLStreamWriter xml, Result result, String what, String remedy)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", result.lab().name());
        xml.writeAttribute("tests", "1");
        xml.writeAttribute("failures", "0");
        xml.writeAttribute("errors", "1");
        xml.writeAttribute("skipped", "0");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.lab().name());
        xml.writeAttribute("name", "the submission can be graded");
        xml.writeStartElement("error");
        xml.writeAttribute("message", clean(what));
        xml.writeCharacters(clean(remedy));
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void suite(XMLStreamWriter xml, Result result, TaskResult task) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", result.lab().name() + "." + task.task().id());
        xml.writeAttribute("tests", String.valueOf(task.checks().size()));
        xml.writeAttribute("failures", countOf(task, "failure"));
        xml.writeAttribute("errors", countOf(task, "error"));
        xml.writeAttribute("skipped", countOf(task, "skipped"));
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
        if (check.verdict() == Verdict.PASSED) {
            return;
        }
        xml.writeStartElement(element(check, task));
        xml.writeAttribute("message", clean(CheckText.message(check)));
        if (check.failure().isPresent()) {
            xml.writeCharacters(clean(FailureText.of(result, task.task(), check)));
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no place for most control characters. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0a\\x0d\\x20-\\ud7ff\\ue000-\\ufffd]", "?");
    }

    private static String element(CheckResult check, TaskResult task) {
        return switch (Outcome.of(check, task.task())) {
            case PASSED -> "";
            case FAILED -> "failure";
            case ERROR -> "error";
            case SKIPPED -> "skipped";
        };
    }

    private static String countOf(TaskResult task, String element) {
        return String.valueOf(task.checks().stream().filter(check -> element(check, task).equals(element)).count());
    }
}
