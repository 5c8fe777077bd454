package docs.site.cells;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which cells a cell builds on: those that declare a name it uses. It is found in the text, as a build of the site has
 * no time for a compiler; a test asks one.
 */
public final class CellNeeds {

    /** By cell, all that it builds on, directly or not. */
    private final Map<Cell, Set<Cell>> all = new HashMap<>();
    private final Map<Cell, List<Cell>> shortest = new LinkedHashMap<>();

    /** @param cells of one page, in order */
    public CellNeeds(List<Cell> cells) {
        Map<String, Cell> declaredBy = new HashMap<>();
        for (Cell cell : cells) {
            CellNames names = CellNames.in(cell.code());
            Set<Cell> used = names.used()
                    .stream()
                    .filter(declaredBy::containsKey)
                    .map(declaredBy::get)
                    .collect(Collectors.toSet());
            Set<Cell> reached = new LinkedHashSet<>(used);
            used.forEach(one -> reached.addAll(all.get(one)));
            all.put(cell, reached);
            shortest.put(cell, cells.stream().filter(used::contains).filter(one -> isLast(one, used)).toList());
            names.declared().forEach(name -> declaredBy.put(name, cell));
        }
    }

    /** Whether no other of them builds on it: then that one says it. */
    private boolean isLast(Cell one, Set<Cell> used) {
        return used.stream().noneMatch(other -> all.get(other).contains(one));
    }

    /** The cells that it names something of, in order, but for those that another of them builds on. */
    public List<Cell> of(Cell cell) {
        return new ArrayList<>(shortest.get(cell));
    }

    /** All cells that it builds on, directly or not. */
    public Set<Cell> allOf(Cell cell) {
        return Set.copyOf(all.get(cell));
    }
}
