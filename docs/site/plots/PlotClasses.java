package docs.site.plots;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Brings the classes that plots are made of to where cells can name them. */
public final class PlotClasses {

    /** What cells need to write `Plot`. */
    public static final String IMPORT = "import " + Plot.class.getName() + ";";

    private PlotClasses() {}

    /** Copies them into a folder that can be on a class path. */
    public static void copy(Path classes) throws IOException {
        for (Class<?> type : Stream.of(Plot.class, PlotSvg.class, Scale.class)
                .flatMap(type -> Stream.of(type.getNestMembers()))
                .toList()) {
            String file = type.getName().replace('.', '/') + ".class";
            Path copy = classes.resolve(file);
            Files.createDirectories(copy.getParent());
            try (InputStream bytes = type.getResourceAsStream("/" + file)) {
                Files.write(copy, bytes.readAllBytes());
            }
        }
    }
}
