package grader.contributing.formatting;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import grader.core.source.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.ToolFactory;
import org.eclipse.jdt.core.formatter.CodeFormatter;
import org.eclipse.jdt.core.formatter.DefaultCodeFormatterConstants;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Document;
import org.eclipse.text.edits.TextEdit;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Formats Java as `profile.xml` says, with Eclipse's formatter, which VS Code uses, too. Not for several threads at
 * once.
 */
public final class JavaFormatter {

    private static final String JAVA = "25";

    private final CodeFormatter formatter;

    private JavaFormatter(Map<String, String> options) {
        formatter = ToolFactory.createCodeFormatter(options, ToolFactory.M_FORMAT_EXISTING);
    }

    /** Where a checkout has the profile. */
    public static Path profile(Course course) {
        return course.root().resolve("grader/contributing/formatting/profile.xml");
    }

    /**
     * A formatter with the profile of a checkout.
     *
     * @throws UserError if the profile cannot be read
     */
    public static JavaFormatter of(Course course) {
        Path profile = profile(course);
        Map<String, String> options = new HashMap<>(DefaultCodeFormatterConstants.getEclipseDefaultSettings());
        options.put(JavaCore.COMPILER_SOURCE, JAVA);
        options.put(JavaCore.COMPILER_COMPLIANCE, JAVA);
        try {
            var settings = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(profile.toFile())
                    .getElementsByTagName("setting");
            for (int i = 0; i < settings.getLength(); i++) {
                Element setting = (Element) settings.item(i);
                if (options.put(setting.getAttribute("id"), setting.getAttribute("value")) == null) {
                    throw new UserError(
                            PathText.shown(profile) + ": the formatter has no setting " + setting.getAttribute("id"),
                            "correct its name or take it out");
                }
            }
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(profile));
        } catch (ParserConfigurationException | SAXException error) {
            throw new UserError(PathText.shown(profile) + ": " + error.getMessage(), "correct the XML");
        }
        return new JavaFormatter(options);
    }

    /** The text formatted. What is not Java comes out as it is, or spoiled. */
    public String format(String text) {
        TextEdit edit = formatter.format(CodeFormatter.K_COMPILATION_UNIT | CodeFormatter.F_INCLUDE_COMMENTS,
                text, 0, text.length(), 0, "\n");
        if (edit == null) {
            return text;
        }
        Document document = new Document(text);
        try {
            edit.apply(document);
        } catch (BadLocationException impossible) {
            throw new IllegalStateException(impossible);
        }
        return document.get();
    }

    private static void checkSyntax(Path file, String text) {
        Compiler.syntaxError(PathText.shown(file), text).ifPresent(error -> {
            throw new UserError(error.toString(), "correct it: only Java can be formatted");
        });
    }

    /**
     * The file's text formatted.
     *
     * @throws UserError if it cannot be read, or is not Java
     */
    public String format(Path file) {
        try {
            String text = Files.readString(file);
            if (PlatformFiles.isSections(file.toString())) {
                return text;
            }
            try {
                String formatted = format(text);
                if (!formatted.equals(text)) {
                    checkSyntax(file, text);
                }
                return formatted;
            } catch (IndexOutOfBoundsException notJava) {
                checkSyntax(file, text);
                throw notJava;
            }
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }
}
