package docs.site.page;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What something was made from: files and folders, each as it was. The maker adds each of them here before reading it,
 * so a change between the two counts as a change.
 */
public final class Dependencies {

    private final Disk disk;
    private final Map<Path, Object> states = new ConcurrentHashMap<>();

    public Dependencies(Disk disk) {
        this.disk = disk;
    }

    /** Adds a file, whether it exists or not; of a folder only the names in it. */
    public void add(Path path) {
        Path place = path.toAbsolutePath().normalize();
        states.put(place, disk.state(place));
    }

    /** Adds a folder and all files in it. */
    public void addAll(Path folder) {
        add(folder);
        disk.files(folder).forEach(this::add);
    }

    public Stream<Path> files() {
        return states.keySet().stream();
    }

    boolean areAsIn(Disk now) {
        return states.entrySet().stream().allMatch(input -> now.state(input.getKey()).equals(input.getValue()));
    }
}
