package docs.site.cells;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The names in a cell, as far as its tokens tell.
 *
 * @param declared types, methods and variables that later cells can use
 * @param used those that it has not declared itself, there or in a block
 */
record CellNames(Set<String> declared, Set<String> used) {

    private static final Pattern TOKEN = Pattern.compile(String.join("|",
            "//[^\\n]*", "/\\*(?s:.*?)\\*/",
            "\"\"\"(?s:.*?)(?<!\\\\)\"\"\"", "\"(?:\\\\.|[^\"\\\\\\n])*\"", "'(?:\\\\.|[^'\\\\\\n])+'",
            "\\d[\\w.]*", "[A-Za-z_$][\\w$]*", "->", "::", "\\.\\.\\.", "[=!<>]=", "[^\\s\\w]"));
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final Set<String> TYPES = Set.of("class", "interface", "enum", "record");
    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "double", "float", "int", "long", "short", "void", "var");
    private static final Set<String> KEYWORDS = Set.of("abstract", "assert", "break", "case", "catch", "class",
            "continue", "default", "do", "else", "enum", "extends", "final", "finally", "for", "if", "implements",
            "import", "instanceof", "interface", "module", "new", "permits", "private", "protected", "public", "return",
            "sealed", "static", "super", "switch", "synchronized", "this", "throw", "throws", "try", "while", "yield",
            "true", "false", "null", "when");

    static CellNames in(String code) {
        List<String> tokens = TOKEN.matcher(code)
                .results()
                .map(MatchResult::group)
                .filter(token -> !token.startsWith("//") && !token.startsWith("/*"))
                .toList();
        Set<String> top = new HashSet<>();
        Set<String> own = new HashSet<>();
        Set<String> used = new HashSet<>();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.equals("import")) {
                i = tokens.subList(i, tokens.size()).indexOf(";") + i;
                own.add(at(tokens, i - 1));
                top.add(at(tokens, i - 1));
                continue;
            }
            depth += List.of("(", "{", "[").contains(token) ? 1 : List.of(")", "}", "]").contains(token) ? -1 : 0;
            if (!isName(token)) {
                continue;
            }
            if (isDeclared(tokens, i)) {
                own.add(key(tokens, i));
                if (depth == 0) {
                    top.add(key(tokens, i));
                }
            } else if (!List.of(".", "::").contains(at(tokens, i - 1))) {
                used.add(key(tokens, i));
            }
        }
        used.removeAll(own);
        return new CellNames(top, used);
    }

    /** A method may have the name of a variable. */
    private static String key(List<String> tokens, int i) {
        boolean method = at(tokens, i + 1).equals("(") && !List.of("new", "record").contains(at(tokens, i - 1));
        return tokens.get(i) + (method ? "(" : "");
    }

    private static boolean isDeclared(List<String> tokens, int i) {
        String before = at(tokens, i - 1);
        String after = at(tokens, i + 1);
        if (TYPES.contains(before) || after.equals("->")) {
            return true;
        }
        boolean typed = isName(before) || PRIMITIVES.contains(before) || List.of(">", "]", "...").contains(before);
        return switch (after) {
            case "(" -> typed && List.of("{", "throws", ";").contains(at(tokens, closing(tokens, i + 1) + 1));
            case "=", ";", ":" -> typed;
            case ",", ")" -> typed || isParameter(tokens, i);
            default -> false;
        };
    }

    /** One of `(one, two) ->`. */
    private static boolean isParameter(List<String> tokens, int i) {
        int end = i;
        while (at(tokens, end + 1).equals(",") && isName(at(tokens, end + 2))) {
            end += 2;
        }
        return at(tokens, end + 1).equals(")") && at(tokens, end + 2).equals("->");
    }

    private static int closing(List<String> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private static boolean isName(String token) {
        return NAME.matcher(token).matches() && !KEYWORDS.contains(token) && !PRIMITIVES.contains(token);
    }

    private static String at(List<String> tokens, int i) {
        return i < 0 || i >= tokens.size() ? "" : tokens.get(i);
    }
}
