import java.util.LinkedHashMap;
import java.util.List;

/** The last price of each sku that the pricing service knew, of as many skus as fit. Thread-safe. */
final class LastPrices {

    private static final int MOST = 10_000;

    /** @param at when the service said so, in System.nanoTime nanoseconds */
    record Price(long cents, long at) {}

    /** The prices by sku, the least recently used first: `true` keeps this order. */
    private final LinkedHashMap<String, Price> prices = new LinkedHashMap<>(16, 0.75f, true);

    synchronized void put(List<Item> items, List<Long> cents) {
        long now = System.nanoTime();
        for (int i = 0; i < items.size(); i++) {
            prices.put(items.get(i).sku(), new Price(cents.get(i), now));
            if (prices.size() > MOST) {
                prices.pollFirstEntry();
            }
        }
    }

    /** Returns the last price; null if none is known. */
    synchronized Price get(String sku) {
        return prices.get(sku);
    }
}
