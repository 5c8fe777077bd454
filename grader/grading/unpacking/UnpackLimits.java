package grader.grading.unpacking;

/**
 * What an archive may come to. An honest checkout of the course needs a small part of each.
 *
 * @param entries files and folders
 * @param file bytes of one file
 * @param total bytes of all files
 * @param depth folders within folders
 * @param ratio unpacked bytes for each packed one, once there are more than `freely`
 * @param freely bytes up to which the ratio does not count
 */
public record UnpackLimits(int entries, long file, long total, int depth, int ratio, long freely) {

    private static final long MIB = 1 << 20;

    public static final UnpackLimits USUAL = new UnpackLimits(20_000, 16 * MIB, 256 * MIB, 32, 100, 8 * MIB);
}
