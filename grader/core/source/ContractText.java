package grader.core.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/** The source of a type that becomes its contract. Its members come in their order; offsets are into the source. */
final class ContractText {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[\\w.]*?(\\w+);\\R");
    private static final Pattern NAME = Pattern.compile("\\b\\w+\\b");
    /** Above a method: what it does in the open starter until it is written. */
    private static final Pattern OPEN = Pattern.compile("(?m)^[ \\t]*// open, until then: (.*)$");
    /** What a comment adds to a sentence: which other member does that. */
    private static final Pattern REFERENCE = Pattern.compile("(?:\\s+\\*)?\\s+\\(\\{@link #(\\w+)}\\)");

    /** The empty line of a comment above its first block tag. */
    private static final Pattern FIRST_TAG = Pattern.compile("(?m)^ *\\*\\R(?= *\\* @)");
    private static final int MOST_COLUMNS = 120;

    /** What comes in place of a part of the source. */
    private record Edit(int start, int end, String text) {}

    private final String source;
    private final String task;
    private final List<TaskMethods.Method> marked;
    private final List<Edit> edits = new ArrayList<>();
    private final List<TaskMethods.Method> holes = new ArrayList<>();
    private final Set<String> dropped = new TreeSet<>();    // names of members
    private int reached;        // the end of the member before; comments after it belong to the next one

    /** @param task what the holes of methods without a mark report */
    ContractText(String name, String source, String task) {
        this.source = source;
        this.task = task;
        this.marked = TaskMethods.in(name, source).methods();
    }

    /** The members of a type come next. @param body where they begin */
    void enter(int body) {
        reached = body;
    }

    /** Whether it is a constant to which a comment of the type refers. */
    boolean names(Element member) {
        return member != null && member.getModifiers().contains(Modifier.STATIC)
                && member.getModifiers().contains(Modifier.FINAL) && member.getKind() == ElementKind.FIELD
                && source.contains("{@link #" + member.getSimpleName() + "}");
    }

    /** A member stays. @param end of its declaration */
    void keep(int end) {
        reached = lineEnd(end);
    }

    /** A member goes, and its comments with it. */
    void drop(String name, int end) {
        dropped.add(name);
        int from = reached;
        reached = lineEnd(end);
        edits.add(new Edit(from, reached, ""));
    }

    /** After a comment on the same line. */
    private int lineEnd(int offset) {
        int end = source.indexOf('\n', offset);
        return source.substring(offset, end).matches("[,;]?\\s*(?://.*)?") ? end : offset;
    }

    /** A field gets no value. @param type where its type stands */
    void noValue(String name, int type) {
        Matcher value = Pattern.compile("\\b" + name + "( = [^;]*);").matcher(source);
        if (value.find(type) && source.indexOf(';', type) == value.end() - 1) {
            edits.add(new Edit(value.start(1), value.end(1), ""));
        }
    }

    /** The body of a constructor, `{` to `}`, goes, but for a statement; that may be empty. */
    void constructor(int start, int end, String statement) {
        String indent = MethodBodies.indent(source, start);
        edits.add(new Edit(start, end,
                statement.isEmpty() ? "{}" : "{\n" + indent + "    " + statement + "\n" + indent + "}"));
    }

    /**
     * The body of a method becomes a hole. One without a mark throws if something has to be returned; otherwise it does
     * nothing.
     */
    void hole(int start, int bodyStart, int bodyEnd, boolean returnsNothing) {
        holes.add(markedAt(start).orElseGet(() -> {
            int line = source.lastIndexOf('\n', start - 1) + 1;
            edits.add(new Edit(line, line, source.substring(line, start) + "// task " + task + "\n"));
            return new TaskMethods.Method(task, "", 0, start, bodyStart, bodyEnd, returnsNothing ? "return;" : null);
        }));
        Matcher open = OPEN.matcher(source).region(reached, start);
        if (open.find()) {
            holes.addLast(holes.removeLast().with(open.group(1)));
        }
    }

    /**
     * The comment of a method says that it is not called before a later lab; after its hole is made.
     *
     * @param lab such as `lab13`
     */
    void calledFrom(String lab, int start) {
        String told = "Called from " + lab.replace("lab", "lab ") + " on.";
        int line = source.lastIndexOf('\n', start - 1) + 1;
        int end = source.lastIndexOf("*/", start);
        if (end < reached) {
            edits.add(new Edit(line, line, source.substring(line, start) + "/** " + told + " */\n"));
            return;
        }
        int text = source.lastIndexOf('\n', end) + 1;
        boolean single = source.substring(text, end).contains("/**");
        String indent = source.substring(text, source.indexOf('*', text)).replaceAll("/$", " ");
        if (!single) {
            Matcher tags = FIRST_TAG.matcher(source).region(source.lastIndexOf("/**", end), end);
            int place = tags.find() ? tags.start() : text;
            edits.add(new Edit(place, place, indent + "* <p>" + told + "\n"));
        } else if (end + told.length() + 3 - text <= MOST_COLUMNS) {
            edits.add(new Edit(end, end, told + " "));
        } else {
            int begin = source.indexOf("/**", text) + 3;
            edits.add(new Edit(begin, begin, "\n" + indent + "*"));
            edits.add(new Edit(end - 1, end, "\n" + indent + "* " + told + "\n" + indent));
        }
    }

    /** Whether the method that begins there belongs to a task. */
    boolean isMarked(int start) {
        return markedAt(start).isPresent();
    }

    private Optional<TaskMethods.Method> markedAt(int start) {
        return marked.stream().filter(method -> method.start() == start).findFirst();
    }

    /** The tasks that have a method in the source. */
    Set<String> tasks() {
        return marked.stream().map(TaskMethods.Method::task).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of which a hole is left. */
    Set<String> tasksOfHoles() {
        return holes.stream().map(TaskMethods.Method::task).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The contract. @param unseen tasks that no hole names any more: the first hole reports them */
    String with(Set<String> unseen) {
        List<Edit> all = new ArrayList<>(edits);
        for (TaskMethods.Method hole : holes) {
            String body = MethodBodies.hole(source, isPossible(hole.untilThen()) ? hole : hole.with(null));
            boolean first = hole == holes.getFirst();
            all.add(new Edit(hole.bodyStart(), hole.bodyEnd(), first ? reporting(unseen, body) : body));
        }
        StringBuilder text = new StringBuilder(source);
        all.stream()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .forEach(edit -> text.replace(edit.start(), edit.end(), edit.text()));
        return withoutIdleImports(withoutReferences(text.toString())).replaceAll("\\n{3,}", "\n\n")
                .replaceAll("\\n\\n( *\\})", "\n$1")
                .stripLeading();
    }

    /** Comments do not refer to what is gone. */
    private String withoutReferences(String text) {
        return REFERENCE.matcher(text)
                .replaceAll(found -> dropped.contains(found.group(1)) ? "" : Matcher.quoteReplacement(found.group()));
    }

    /** Whether what a method does before it is written needs nothing that is gone. */
    private boolean isPossible(String untilThen) {
        return untilThen == null || NAME.matcher(untilThen.replaceAll("\"[^\"]*\"", ""))
                .results()
                .map(name -> name.group())
                .noneMatch(dropped::contains);
    }

    private static String reporting(Set<String> tasks, String body) {
        Matcher indent = Pattern.compile("\\n\\s+").matcher(body);
        if (!indent.find()) {
            return body;
        }
        String reports = tasks.stream()
                .map(task -> indent.group() + "Todo.report(\"" + task + "\");")
                .collect(Collectors.joining());
        return "{" + reports + body.substring(1);
    }

    private static String withoutIdleImports(String text) {
        Set<String> names = NAME.matcher(IMPORT.matcher(text).replaceAll(""))
                .results()
                .map(name -> name.group())
                .collect(Collectors.toSet());
        return IMPORT.matcher(text)
                .replaceAll(found -> names.contains(found.group(1)) ? Matcher.quoteReplacement(found.group()) : "");
    }
}
