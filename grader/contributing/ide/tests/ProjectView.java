package grader.contributing.ide.tests;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * What an editor makes of a module's files.
 *
 * @param sources that it compiles
 * @param jars of the class path
 * @param modules that it needs
 */
record ProjectView(Set<Path> sources, List<Path> jars, List<String> modules) {

    /** All elements of this name, with this value of an attribute if it is not empty. */
    static List<Element> elements(String xml, String name, String attribute, String value) {
        try {
            var found = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getElementsByTagName(name);
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> (Element) found.item(i))
                    .filter(element -> attribute.isEmpty() || element.getAttribute(attribute).equals(value))
                    .toList();
        } catch (Exception error) {
            throw new AssertionError(xml, error);
        }
    }

    /** All Java files below a folder. */
    static Set<Path> javaBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return new TreeSet<>(files.filter(file -> file.toString().endsWith(".java")).toList());
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }
}
