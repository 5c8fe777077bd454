import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Content whose beginning is in memory, and the rest in a {@link SpillFile}. It takes as much memory as it may, and
 * less if other requests have it: then more of it is in the file.
 */
final class SpilledContent implements Content, StoredContent {

    static final Attribute<SpilledContent> KEY = new Attribute<>("content");

    private static final byte[] EMPTY = {};

    private final int maxBody;
    private final int most;
    private final BodyBudget budget;
    private final Path folder;
    private byte[] memory = EMPTY;
    private int taken;              // from the budget
    private int inMemory;           // bytes of the content
    private FileChannel file;       // null until it is needed
    private long inFile;            // bytes of the content

    /**
     * @param maxBody how long the content may be
     * @param most how many bytes of it may be in memory
     * @param folder where the file is, if there is one
     */
    SpilledContent(int maxBody, int most, BodyBudget budget, Path folder) {
        this.maxBody = maxBody;
        this.most = Math.min(most, maxBody);
        this.budget = budget;
        this.folder = folder;
    }

    @Override
    public void requireRoom(long count) {
        if (count > maxBody - length()) {
            throw new HttpException(413, "the content is longer than " + maxBody + " bytes");
        }
    }

    /**
     * Takes the next bytes: into memory, as long as there is room ({@link #fit}) and nothing is in the file; the others
     * into the file.
     *
     * @throws HttpException 413 if the content becomes too long, 503 if there is no room on the disk
     */
    // task buffer
    @Override
    public void add(ByteBuffer in, int count) {
        requireRoom(count);
        int fits = file == null ? fit(count) : 0;
        in.get(memory, inMemory, fits);
        inMemory += fits;
        if (fits < count) {
            spill(in, count - fits);
        }
    }

    /**
     * Makes room in memory for `count` bytes, or for as many as may be there. Returns for how many: none if the budget
     * has not enough for that.
     */
    private int fit(int count) {
        int fits = Math.min(count, most - inMemory);
        if (inMemory + fits > memory.length) {
            int size = Math.min(most, Math.max(inMemory + fits, 2 * memory.length));
            if (!budget.tryTake(size - taken)) {
                return 0;
            }
            taken = size;
            memory = Arrays.copyOf(memory, size);
        }
        return fits;
    }

    /**
     * Appends the next `count` bytes of `in` to the file, which it opens if there is none ({@link SpillFile#open}).
     *
     * @throws HttpException 503 if that fails ({@link SpillFile#noRoom})
     */
    // task buffer
    private void spill(ByteBuffer in, int count) {
        ByteBuffer rest = in.slice(in.position(), count);
        try {
            if (file == null) {
                file = SpillFile.open(folder);
            }
            while (rest.hasRemaining()) {
                inFile += file.write(rest, inFile);
            }
        } catch (IOException failure) {
            throw SpillFile.noRoom(failure);
        }
        in.position(in.position() + count);
    }

    @Override
    public long length() {
        return inMemory + inFile;
    }

    @Override
    public BodySource open() {
        return new BodySource() {
            private long position;

            @Override
            public int read(ByteBuffer out) throws IOException {
                int count = SpilledContent.this.read(position, out);
                position += Math.max(0, count);
                return count;
            }

            @Override
            public long length() {
                return SpilledContent.this.length();
            }
        };
    }

    /**
     * Puts bytes of the content into `out`, beginning with the one at `position`: as many as one read of memory or of
     * the file returns.
     *
     * @return how many; -1 at the end
     */
    // task buffer
    private int read(long position, ByteBuffer out) throws IOException {
        if (position < inMemory) {
            int count = (int) Math.min(out.remaining(), inMemory - position);
            out.put(memory, (int) position, count);
            return count;
        }
        return file == null ? -1 : file.read(out, position - inMemory);
    }

    /** Gives the memory back, and closes the file, which is then gone. May be called more than once. */
    // task buffer
    @Override
    public void release() {
        budget.giveBack(taken);
        taken = 0;
        memory = EMPTY;
        inMemory = 0;
        if (file != null) {
            SpillFile.close(file);
            file = null;
        }
    }
}
