package docs.studio.stream;

/** What a tab has started. Its readers hear all of it, whenever they begin. */
public interface Job extends Feed {

    /** Whether it has ended by itself. */
    boolean isOver();

    /** The tab has gone. Returns at once; what goes on without a tab ignores it. */
    default void end() {}
}
