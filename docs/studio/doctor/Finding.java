package docs.studio.doctor;

/**
 * What the doctor says about one thing.
 *
 * @param good whether the course can work with it
 * @param cure what to do about it; empty where nothing needs to be done
 */
public record Finding(String about, boolean good, String what, String cure) {

    public static Finding ok(String about, String what) {
        return new Finding(about, true, what, "");
    }

    /** It works, but could be better. */
    public static Finding note(String about, String what, String cure) {
        return new Finding(about, true, what, cure);
    }

    public static Finding wrong(String about, String what, String cure) {
        return new Finding(about, false, what, cure);
    }
}
