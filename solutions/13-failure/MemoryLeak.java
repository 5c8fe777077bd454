/** A leak of memory. Halfway through, the heap is full, and stays so until the end. */
final class MemoryLeak implements Failure {

    private static final long LARGEST_HEAP = 1L << 30;
    private static final int SMALLEST = 1024;

    /** What no one needs any more, and everyone can still reach. */
    private record Leaked(byte[] bytes, Leaked others) {}

    private Leaked leaked;
    private long taken;         // bytes

    @Override
    public String description() {
        return "the heap fills up";
    }

    @Override
    public void prepare(Flags flags) {
        long heap = Runtime.getRuntime().maxMemory();
        if (heap > LARGEST_HEAP) {
            throw new UsageException("--fail memory: the heap may have " + (heap >> 20)
                    + " MiB, too much to fill: start with JAVA_TOOL_OPTIONS=-Xmx64m");
        }
    }

    @Override
    public void begin(ObservedShop shop) {}

    /** Takes its share of the heap, and when all of it is due, all that is left, over and over. */
    @Override
    public void step(long left, long whole) {
        long heap = Runtime.getRuntime().maxMemory();
        long due = (long) (2.0 * (whole - left) / whole * heap);
        for (int size = (int) (heap >> 10); size >= SMALLEST && taken < due; size /= 8) {
            take(size, due);
        }
    }

    private void take(int size, long due) {
        try {
            while (taken < due) {
                leaked = new Leaked(new byte[size], leaked);
                taken += size;
            }
        } catch (OutOfMemoryError full) {
            // Smaller pieces may still fit.
        }
    }

    @Override
    public String end() {
        leaked = null;
        return (taken >> 20) + " MiB are free again";
    }
}
