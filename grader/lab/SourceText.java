package grader.lab;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A source file that lives in memory. Its name is what diagnostics show. */
public final class SourceText extends SimpleJavaFileObject {

    private final String text;

    public SourceText(String name, String text) {
        super(URI.create("string:///" + name.replace(' ', '_')), Kind.SOURCE);
        this.text = text;
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
