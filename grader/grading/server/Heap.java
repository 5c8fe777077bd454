package grader.grading.server;

import java.util.List;

/** How much memory a server in Java gets for its objects. One in another language takes what it takes. */
public enum Heap {

    /** A large young generation: no collection comes to close the sockets that a server has leaked. */
    USUAL("-Xmx256m", "-Xmn128m"),
    /** So little that a server which buffers what it should send later runs out of memory. */
    SMALL("-Xmx64m");

    private final List<String> options;

    Heap(String... options) {
        this.options = List.of(options);
    }

    List<String> options() {
        return options;
    }
}
