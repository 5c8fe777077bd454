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

    static List<Route> routes(Flags flags) throws IOException {
        Customers customers = Customers.from(flags);
        Coupons coupons = Coupons.from(flags);
        int timeout = flags.number("pricing-timeout", 1, Integer.MAX_VALUE);
        Pricing pricing = new Pricing(pricing(flags.text("pricing")), timeout);
        OrderBook book = new OrderBook();
        Checkout checkout = new Checkout(new Validation(coupons), customers, pricing, new Credit(), book, new Repeats());
        return List.of(
                new Route("POST", "/checkout", checkout),
                new Route("GET", "/orders/{id}", book::show));
    }

    /** The address of the service, without a slash at its end; it may have a path. */
    private static String pricing(String text) throws IOException {
        if (text.equals(BUILT_IN)) {
            return PriceList.start();
        }
        try {
            URI uri = URI.create(text);
            if (uri.getScheme().matches("https?") && uri.getHost() != null
                    && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return text.replaceFirst("/+$", "");
            }
        } catch (IllegalArgumentException | NullPointerException noUri) {
            // answered below
        }
        throw new UsageError("--pricing " + text + ": give the URL of the pricing service, such as http://127.0.0.1:9090");
    }
}
