package docs.studio.live;

import docs.site.cells.Errors;
import java.util.List;
import jdk.jshell.JShell;

/** A variable that a cell has declared. @param value as JShell shows it, cut where it is long */
record Variable(String name, String type, String value) {

    private static final int MOST = 200;

    static List<Variable> all(JShell shell) {
        return shell.variables()
                .filter(variable -> !variable.name().startsWith("$"))
                .map(variable -> new Variable(variable.name(), Errors.plain(variable.typeName()),
                        cut(Errors.plain(shell.varValue(variable)))))
                .toList();
    }

    private static String cut(String value) {
        return value.length() <= MOST ? value : value.substring(0, MOST) + "…";
    }
}
