package grader.contributing.ide;

/** Text in XML. */
final class Xml {

    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private Xml() {}

    /** As the value of an attribute or the text of an element. */
    static String escaped(Object text) {
        return text.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
