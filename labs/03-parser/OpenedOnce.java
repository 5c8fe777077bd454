// Given: nothing in this file is for you to write.
import java.security.GeneralSecurityException;
import java.util.TimeZone;
import javax.crypto.Mac;

/**
 * What the JDK opens when it is first used. If no descriptor is free at that time, it never tries again. Used until lab
 * 04, and again from lab 06 on.
 */
final class OpenedOnce {

    private OpenedOnce() {}

    /**
     * Opens the files of all libraries, and what hashes, dates and HTTP clients need. A server that uses them calls
     * this method before it accepts clients.
     */
    static void prepare() {
        OpenedOnce.class.getClassLoader().getResource("none");      // Searched for in every file.
        TimeZone.getTimeZone("UTC");
        try {
            Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);        // Each Java has it.
        }
    }
}
