package grader.core.filewatch;

/** What a watcher of files tells. */
public sealed interface Save {

    /** A file is not as it was; it may still be changing. */
    record Begun() implements Save {}

    /**
     * The files have come to rest.
     *
     * @param changed whether they differ from when they rested last
     */
    record Done(boolean changed) implements Save {}

    /** The files cannot be watched any more. */
    record Failed(Throwable why) implements Save {}
}
