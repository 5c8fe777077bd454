package grader.core.source;

import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.SimpleJavaFileObject;

/** A source file that lives in memory. Its name is what diagnostics show. */
public final class SourceText extends SimpleJavaFileObject {

    private final String name;
    private final String text;

    public SourceText(String name, String text) {
        super(uri(name), Kind.SOURCE);
        this.name = name;
        this.text = text;
    }

    /**
     * javac takes the name of a compact source file's class from the last part of the path; odd characters are escaped.
     */
    private static URI uri(String name) {
        try {
            return new URI("string", null, name.startsWith("/") ? name : "/" + name, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(name, impossible);
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
