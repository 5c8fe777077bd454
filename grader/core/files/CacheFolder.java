package grader.core.files;

import java.nio.file.Path;

/** Where the course keeps what can be made again: in JBang's cache, which CI keeps between runs. */
public final class CacheFolder {

    private CacheFolder() {}

    /** `~/.jbang/cache/inside-the-server`, unless JBang's own variables name another place. It may not exist yet. */
    public static Path path() {
        String cache = System.getenv("JBANG_CACHE_DIR");
        String jbang = System.getenv("JBANG_DIR");
        Path home = jbang != null ? Path.of(jbang) : Path.of(System.getProperty("user.home"), ".jbang");
        return (cache != null ? Path.of(cache) : home.resolve("cache")).resolve("inside-the-server");
    }
}
