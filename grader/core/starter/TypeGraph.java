package grader.core.starter;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.DocComment;
import grader.core.source.TaskMethods;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of the reference's labs, and which of them use which, as their sources say. */
public record TypeGraph(Map<String, Type> types) {

    /**
     * @param summary the first sentence of its comment
     * @param tasks that have a method in it, in their order; none if it is given
     * @param uses other types of the labs that its code names
     * @param lines of code: no comment, no import, not blank
     */
    public record Type(String name, Lab lab, String summary, List<String> tasks, Set<String> uses, long lines) {}

    /** It stands for methods that are not written yet, so no finished server uses it. */
    private static final String TODO = "Todo";

    private static final Pattern NO_CODE =
            Pattern.compile("/\\*.*?\\*/|//.*?$|^import .*?$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TEXT = Pattern.compile("\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/|((?:^///.*\\R)+)",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SENTENCE = Pattern.compile("(.*?[.?!])(?:\\s+[A-Z`<{].*|\\s*)", Pattern.DOTALL);

    public static TypeGraph of(Course course) {
        Map<String, String> sources = new TreeMap<>();
        Map<String, Lab> labs = new TreeMap<>();
        for (Lab lab : course.all()) {
            Starter.reference(lab).forEach((file, text) -> {
                if (file.endsWith(".java") && !file.equals(TODO + ".java")) {
                    String name = file.replace(".java", "");
                    sources.put(name, text);
                    labs.put(name, lab);
                }
            });
        }
        Map<String, Type> types = new TreeMap<>();
        sources.forEach((name, text) -> types.put(name,
                new Type(name, labs.get(name), summary(text), tasks(text), uses(name, text, sources.keySet()),
                        lines(text))));
        return new TypeGraph(types);
    }

    /** The source without comments and imports. */
    static String code(String source) {
        return NO_CODE.matcher(source).replaceAll("");
    }

    /** How many lines of code a source has: no comment, no import, not blank. */
    public static long lines(String source) {
        return code(source).lines().filter(Predicate.not(String::isBlank)).count();
    }

    private static Set<String> uses(String name, String source, Set<String> all) {
        return NAME.matcher(TEXT.matcher(code(source)).replaceAll("\"\""))
                .results()
                .map(MatchResult::group)
                .filter(used -> all.contains(used) && !used.equals(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String summary(String source) {
        Matcher comment = COMMENT.matcher(source);
        if (!comment.find()) {
            return "";
        }
        String text = Optional.ofNullable(comment.group(1)).orElse(comment.group(2));
        String plain = text.replaceAll("(?m)^\\s*(?:///|\\*) ?", "").strip().replaceAll("\\s+", " ");
        Matcher first = SENTENCE.matcher(DocComment.plain(plain));
        return first.matches() ? first.group(1) : DocComment.plain(plain);
    }

    private static List<String> tasks(String source) {
        return TaskMethods.in("Type.java", source).methods().stream().map(TaskMethods.Method::task).distinct().toList();
    }

    /** The types that a lab's script uses, directly or not, by name. */
    public Set<String> usedIn(Lab lab) {
        Set<String> used = usedFrom(List.of(lab.name()), Set.of());
        used.removeIf(TypeGraph::isScript);
        return used;
    }

    /** These types and those that they use, directly or not, by name; the ones in `without` are not followed. */
    public Set<String> usedFrom(List<String> roots, Set<String> without) {
        Set<String> used = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(roots);
        while (!next.isEmpty()) {
            String name = next.pop();
            if (!without.contains(name) && used.add(name)) {
                next.addAll(types.get(name).uses());
            }
        }
        return used;
    }

    /** The types that the lab before this one uses, and this one does not. */
    public Set<String> retiredBy(Lab lab) {
        Set<String> retired = new TreeSet<>();
        lab.course()
                .all()
                .stream()
                .filter(other -> other.number() == lab.number() - 1)
                .forEach(before -> retired.addAll(usedIn(before)));
        retired.removeAll(usedIn(lab));
        return retired;
    }

    /** The lab's own types, the script first. */
    public List<Type> newIn(Lab lab) {
        return types.values()
                .stream()
                .filter(type -> type.lab().equals(lab))
                .sorted(Comparator.comparing(type -> !isScript(type.name())))
                .toList();
    }

    private static boolean isScript(String name) {
        return name.matches("lab\\d\\d");
    }
}
