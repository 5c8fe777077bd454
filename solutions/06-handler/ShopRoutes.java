import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The shop: its flags, its parts, and its two routes. */
final class ShopRoutes {

    static final String BUILT_IN = "built-in";

    private ShopRoutes() {}

    static Flags flags(Flags flags) {
        return flags
                .withList("user",
                        "a customer: ID:LIMIT:yes, or ID:LIMIT:no without permission to buy; the limit is in cents",
                        (text, number) -> Customers.customer(text))
                .withList("coupon", "CODE:PERCENT, what a coupon takes off", (text, number) -> Coupons.check(text))
                .with("pricing", BUILT_IN,
                        "the URL of the pricing service, or " + BUILT_IN + ", which knows pen, book, lamp and gum",
                        (text, number) -> address("pricing", text))
                .withNumber("pricing-timeout", 1000, 1, Integer.MAX_VALUE,
                        "how long all prices of a checkout may take, in milliseconds");
    }

    static List<Route> routes(Flags flags) throws IOException {
        Customers customers = Customers.from(flags);
        CheckoutValidator validation = new CheckoutValidator(Coupons.from(flags));
        OrderStore book = new OrderStore();
        Checkout checkout =
                new Checkout(validation, customers, pricing(flags), new CreditLedger(), book, new IdempotencyKeys());
        return List.of(
                new Route("POST", "/checkout", warmedUp(checkout)),
                new Route("GET", "/orders/{id}", book::find));
    }

    /** Returns the pricing service that the flags name. */
    static PriceSource pricing(Flags flags) throws IOException {
        String where = flags.text("pricing");
        PriceClient client = new PriceClient(
                where.equals(BUILT_IN) ? new DemoPriceServer().url() : address("pricing", where),
                flags.number("pricing-timeout"));
        return items -> client.forRequest().unitPrices(items);
    }

    /**
     * Wraps `checkout` so that the first order warms up the price client. The very first request to a service takes
     * much longer than the others, because it loads hundreds of classes. So the first order sends a request to a
     * built-in service, once and outside all deadlines. Orders that arrive in the meantime wait. If that fails, they
     * merely take longer.
     */
    static Handler warmedUp(Handler checkout) {
        OpenedOnce.prepare();
        FutureTask<Void> warmUp = new FutureTask<>(() -> {
            try (DemoPriceServer prices = new DemoPriceServer()) {
                PriceClient.warmUp(prices.url());
            }
            return null;
        });
        return request -> {
            warmUp.run();       // Only the first call does anything.
            try {
                warmUp.get();
            } catch (ExecutionException cold) {
                // The order itself may succeed.
            }
            return checkout.handle(request);
        };
    }

    /** Returns the address of a service that a flag names, without a slash at the end. It may have a path. */
    static String address(String flag, String text) {
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
            // reported below
        }
        throw new UsageException(
                "--" + flag + " " + text + ": give the URL of a service, such as http://127.0.0.1:9090");
    }
}
