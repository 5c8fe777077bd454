package grader.core.source;

import grader.core.source.Compiler.Failure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** Writes classes, up to so many bytes in all: a line of source may become 64 KiB of them. */
final class BoundedClasses extends ForwardingJavaFileManager<JavaFileManager> {

    /** The classes of all labs together have a tenth of it. */
    private static final int MOST_MIB = 16;

    private long left = (long) MOST_MIB << 20;

    BoundedClasses(JavaFileManager files) {
        super(files);
    }

    /** Why not all of them were written; empty if they were. */
    Optional<Failure> excess() {
        return left >= 0 ? Optional.empty()
                : Optional.of(new Failure("?", 0, "its classes have more than " + MOST_MIB
                        + " MiB; write less, or shorter constants"));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind,
            FileObject sibling) throws IOException {
        return new ForwardingJavaFileObject<>(super.getJavaFileForOutput(location, name, kind, sibling)) {
            @Override
            public OutputStream openOutputStream() throws IOException {
                return new FilterOutputStream(super.openOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        left -= length;
                        if (left < 0) {
                            throw new IOException("too many bytes of classes");
                        }
                        out.write(bytes, offset, length);
                    }
                };
            }
        };
    }
}
