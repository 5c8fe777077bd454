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
    // task race, until then: return isFree(seat) && give(seat, name);
    boolean take(String seat, String name) throws InterruptedException {
        synchronized (this) {
            return isFree(seat) && give(seat, name);
        }
    }

    /** Returns whether a seat is free. After a look at it, the thread waits in the gap. */
    private boolean isFree(String seat) throws InterruptedException {
        boolean free = !owners.containsKey(seat);
        gap.pass();
        return free;
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
