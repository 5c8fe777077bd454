package docs.studio.live;

import docs.studio.stream.Feed;
import java.util.List;
import java.util.function.Supplier;

/** Tells how the cells of a page are, whenever that is different. */
final class CellStates implements Feed {

    private final Supplier<?> now;

    /** @param now how they are: a value that equals the last one if nothing has changed */
    CellStates(Supplier<?> now) {
        this.now = now;
    }

    @Override
    public Reader open() {
        return new Reader() {

            private Object told;        // null: nothing was said

            @Override
            public List<?> news(boolean last) {
                Object fresh = now.get();
                if (fresh.equals(told)) {
                    return List.of();
                }
                told = fresh;
                return List.of(fresh);
            }
        };
    }
}
