import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;

/**
 * Work for a processor, of a given length.
 *
 * @param rounds how many rounds take a millisecond if a thread has a processor for itself
 */
record BusyWork(int rounds) {

    private static final int SAMPLES = 20;
    private static final byte[] PAGE = new byte[4 * 1024];

    /** Finds out how fast this machine is, in about 20 ms. The fastest sample counts: no one else had the processor. */
    static BusyWork measured() {
        int most = 1;
        for (int i = 0; i < SAMPLES; i++) {
            int rounds = 0;
            for (long end = System.nanoTime() + 1_000_000; System.nanoTime() < end; rounds++) {
                round();
            }
            most = Math.max(most, rounds);
        }
        return new BusyWork(most);
    }

    private static long round() {
        CRC32 sum = new CRC32();
        sum.update(PAGE);
        return sum.getValue();
    }

    /** Works as long as `goesOn`, at most for so many milliseconds. No interrupt ends it: nothing here waits. */
    void run(int millis, BooleanSupplier goesOn) {
        for (long left = (long) millis * rounds; left > 0 && goesOn.getAsBoolean(); left--) {
            round();
        }
    }
}
