package grader.wire;

/**
 * One who speaks with the server. Its number in the transcript is decided when the steps are shown: only who is seen there
 * has one.
 */
public final class Peer {

    private final boolean admin;

    private Peer(boolean admin) {
        this.admin = admin;
    }

    public static Peer client() {
        return new Peer(false);
    }

    /** The one that asks the admin port. */
    public static Peer admin() {
        return new Peer(true);
    }

    boolean isAdmin() {
        return admin;
    }
}
