// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.FutureTask;

/** The shop: its flags, its parts, and its two routes. */
final class ShopRoutes {

    private static final String BUILT_IN = "built-in";

    private ShopRoutes() {}

    static Flags flags(Flags flags) {
        return flags
                .withList("user", "who may order: ID:LIMIT:yes, or :no for one who may not buy; the limit is in cents",
                        (text, number) -> Customers.customer(text))
                .withList("coupon", "CODE:PERCENT, what a coupon takes off", (text, number) -> Coupons.check(text))
                .with("pricing", BUILT_IN,
                        "the URL of the pricing service, or " + BUILT_IN + ", which knows pen, book, lamp and gum",
                        (text, number) -> address(text))
                .withNumber("pricing-timeout", 1000, 1, Integer.MAX_VALUE,
                        "how long all prices of a checkout may take, in milliseconds");
    }

    static List<Route> routes(Flags flags) throws IOException {
        Customers customers = Customers.from(flags);
        Coupons coupons = Coupons.from(flags);
        int timeout = flags.number("pricing-timeout");
        String where = flags.text("pricing");
        PriceClient pricing =
                new PriceClient(where.equals(BUILT_IN) ? new DemoPriceServer().url() : address(where), timeout);
        OrderStore book = new OrderStore();
        Checkout checkout =
                new Checkout(new CheckoutValidator(coupons), customers, pricing, new CreditLedger(), book,
                        new IdempotencyKeys());
        return List.of(
                new Route("POST", "/checkout", warmedUp(checkout)),
                new Route("GET", "/orders/{id}", book::find));
    }

    /**
     * The very first question to a service takes much longer than the others, as hundreds of classes are loaded for it.
     * So the first order asks a service of our own, once, outside of all deadlines; orders that come meanwhile wait.
     */
    private static Handler warmedUp(Handler checkout) {
        FutureTask<Void> warmUp = new FutureTask<>(() -> {
            try (DemoPriceServer prices = new DemoPriceServer()) {
                PriceClient.warmUp(prices.url());
            }
            return null;
        });
        return request -> {
            warmUp.run();       // Only the first call does anything.
            warmUp.get();
            return checkout.handle(request);
        };
    }

    /** The address of a service, without a slash at its end; it may have a path. */
    private static String address(String text) {
        if (text.equals(BUILT_IN)) {
            return text;
        }
        try {
            URI uri = URI.create(text);
            if (uri.getScheme().matches("https?") && uri.getHost() != null && uri.getPort() <= 65_535
                    && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return text.replaceFirst("/+$", "");
            }
        } catch (IllegalArgumentException | NullPointerException noUri) {
            // answered below
        }
        throw new UsageException(
                "--pricing " + text + ": give the URL of the pricing service, such as http://127.0.0.1:9090");
    }
}
