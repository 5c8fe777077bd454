import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The shop: its flags, its parts, and its two routes. Given. */
final class Shop {

    private static final String BUILT_IN = "built-in";

    private Shop() {}

    static Flags flags(Flags flags) {
        return flags
                .withList("user", "who may order: ID:LIMIT:yes, or :no for one who may not buy; the limit is in cents")
                .withList("coupon", "CODE:PERCENT, what a coupon takes off")
                .with("pricing", BUILT_IN, "the URL of the pricing service, or " + BUILT_IN + ", which knows pen, book, lamp and gum")
                .with("pricing-timeout", "1000", "how long all prices of a checkout may take, in milliseconds");
    }

    static List<Route> routes(Flags flags) throws IOException, InterruptedException {
        Customers customers = Customers.from(flags);
        Coupons coupons = Coupons.from(flags);
        int timeout = flags.number("pricing-timeout", 1, Integer.MAX_VALUE);
        Pricing pricing = pricing(flags.text("pricing"), timeout);
        OrderBook book = new OrderBook();
        Checkout checkout = new Checkout(new Validation(coupons), customers, pricing, new Credit(), book, new Repeats());
        return List.of(
                new Route("POST", "/checkout", checkout),
                new Route("GET", "/orders/{id}", book::show));
    }

    /**
     * Asks for prices where `--pricing` says. The very first question goes to the built-in list, before anybody waits for it: it takes
     * much longer than the others, as hundreds of classes are loaded for it.
     */
    private static Pricing pricing(String where, int timeout) throws IOException, InterruptedException {
        String url = where.equals(BUILT_IN) ? null : checked(where);
        PriceList list = new PriceList();
        Pricing.warmUp(list.url());
        if (url == null) {
            return new Pricing(list.url(), timeout);
        }
        list.close();
        return new Pricing(url, timeout);
    }

    /** The address of a service, without a slash at its end; it may have a path. */
    private static String checked(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getScheme().matches("https?") && uri.getHost() != null && uri.getPort() <= 65_535
                    && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return text.replaceFirst("/+$", "");
            }
        } catch (IllegalArgumentException | NullPointerException noUri) {
            // answered below
        }
        throw new UsageError("--pricing " + text + ": give the URL of the pricing service, such as http://127.0.0.1:9090");
    }
}
