package docs.site.notebooks;

/**
 * The kernel that `docs/site/jupyter/kernel.java` makes known, and that notebooks ask for. Where it is not there,
 * Jupyter offers others.
 */
public final class KernelName {

    public static final String ID = "inside-the-server";
    public static final String SHOWN = "Java (Inside the Server)";

    private KernelName() {}
}
