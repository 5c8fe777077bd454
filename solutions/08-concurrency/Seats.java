import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Seats, each of which belongs to at most one client. Several threads may use it at the same time. */
final class Seats {

    private final Gap gap;
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    Seats(Gap gap) {
        this.gap = gap;
    }

    /** Gives a free seat to `name`, and returns true. Returns false if the seat is taken. A seat is given away once. */
    // task race, until then: boolean free = isFree(seat); gap.pass(); return free && give(seat, name);
    boolean take(String seat, String name) throws InterruptedException {
        synchronized (this) {
            boolean free = isFree(seat);
            gap.pass();
            return free && give(seat, name);
        }
    }

    private boolean isFree(String seat) {
        return !owners.containsKey(seat);
    }

    private boolean give(String seat, String name) {
        owners.put(seat, name);
        return true;
    }

    /** Returns who has a seat; null if it is free. */
    String owner(String seat) {
        return owners.get(seat);
    }
}
