import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shop's coupons, a whole percentage for each code. They never change, so any thread may read them. */
record Coupons(Map<String, Integer> percents) {

    private static final List<String> DEMONSTRATION = List.of("SAVE15:15");

    /** @throws UsageException if a `--coupon` is not `CODE:PERCENT` */
    static Coupons from(Flags flags) {
        List<String> given = flags.all("coupon");
        Map<String, Integer> percents = new HashMap<>();
        for (String text : given.isEmpty() ? DEMONSTRATION : given) {
            int colon = check(text);
            percents.put(text.substring(0, colon), Integer.valueOf(text.substring(colon + 1)));
        }
        return new Coupons(Map.copyOf(percents));
    }

    /** Returns the index of the colon in `CODE:PERCENT`. */
    static int check(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.substring(0, colon).isBlank() || !text.substring(colon + 1).matches("\\d{1,2}|100")) {
            throw new UsageException(
                    "--coupon " + text + ": give CODE:PERCENT, a whole percent from 0 to 100, such as SAVE15:15");
        }
        return colon;
    }

    boolean has(String code) {
        return percents.containsKey(code);
    }

    /** Returns the discount of a coupon, 0 to 100; 0 for null, which means no coupon. */
    int percent(String code) {
        return code == null ? 0 : percents.get(code);
    }
}
