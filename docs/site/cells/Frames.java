package docs.site.cells;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What goes to a cell's process through its one pipe: bytes of JShell's commands, and between them requests to stop.
 * Such a request cannot be a command: while a cell runs, no thread reads commands.
 */
final class Frames extends OutputStream {

    private static final int BYTES = 0;
    private static final int STOP = 1;

    private final DataOutputStream pipe;

    /** @param pipe to the process */
    Frames(OutputStream pipe) {
        this.pipe = new DataOutputStream(new BufferedOutputStream(pipe));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        pipe.writeByte(BYTES);
        pipe.writeInt(length);
        pipe.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        pipe.flush();
    }

    synchronized void stop() throws IOException {
        pipe.writeByte(STOP);
        pipe.flush();
    }

    /** Reads frames to the end of `pipe`: bytes go to `commands`, and each request to stop runs `stop`. */
    static void read(InputStream pipe, OutputStream commands, Runnable stop) throws IOException {
        DataInputStream in = new DataInputStream(pipe);
        for (int kind = in.read(); kind >= 0; kind = in.read()) {
            if (kind == STOP) {
                stop.run();
            } else {
                commands.write(in.readNBytes(in.readInt()));
                commands.flush();       // wakes the reader of a PipedOutputStream
            }
        }
    }
}
