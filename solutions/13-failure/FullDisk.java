import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The disk of the access log is full: each write fails, until there is room again. */
final class FullDisk implements Failure {

    private static final Path FULL = Path.of("/dev/full");

    private LogWriter log;
    private long dropped;       // lines, until the failure begins
    private WritableByteChannel full;

    @Override
    public String description() {
        return "the disk of the access log is full";
    }

    @Override
    public void prepare(Flags flags) {
        if (Server.logPlace(flags).equals("off")) {
            throw new UsageException("--fail disk: the access log is off; give --access-log a file, or leave it out");
        }
    }

    @Override
    public void begin(ObservedShop shop) throws IOException {
        log = shop.log();
        dropped = log.queue().dropped();
        full = open();
        log.divert(full);
    }

    /** Returns a file on a disk that is always full (Linux); elsewhere a pipe without a reader, which is as useless. */
    private static WritableByteChannel open() throws IOException {
        if (Files.exists(FULL)) {
            return FileChannel.open(FULL, StandardOpenOption.WRITE);
        }
        Pipe pipe = Pipe.open();
        pipe.source().close();
        return pipe.sink();
    }

    @Override
    public String end() throws IOException {
        log.divert(null);
        full.close();
        return log.queue().dropped() - dropped + " lines are lost";
    }
}
