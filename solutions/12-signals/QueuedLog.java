import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** An {@link AccessLog}'s stream that passes each line on to a {@link LogWriter}. */
final class QueuedLog extends PrintStream {

    private final LogWriter log;

    QueuedLog(LogWriter log) {
        super(OutputStream.nullOutputStream());
        this.log = log;
    }

    @Override
    public void println(String line) {
        log.log(out -> out.put(line));
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
