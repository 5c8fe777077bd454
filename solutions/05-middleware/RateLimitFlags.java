import java.util.function.LongSupplier;

/** The flags that limit how often a client may send a request. */
final class RateLimitFlags {

    private static final String NONE = "none";
    private static final String BY_RATE = "rate";

    private RateLimitFlags() {}

    static Flags flags(Flags flags) {
        return flags.with("rate", NONE, "how many requests per second a client may send, such as 10 or 0.5",
                (text, number) -> rate(text))
                .with("burst", BY_RATE, "how many of them at once; rate is the rate, rounded up",
                        (text, number) -> burst(text, 0))
                .withNumber("rate-clients", 10_000, 1, Integer.MAX_VALUE, "how many clients are remembered");
    }

    /** Returns the layer that the flags ask for; without `--rate`, a layer that passes every request on. */
    static Middleware middleware(Flags flags, LongSupplier nanos) {
        int clients = flags.number("rate-clients");
        String burst = flags.text("burst");
        if (flags.text("rate").equals(NONE)) {
            if (!burst.equals(BY_RATE)) {
                throw new UsageException("--burst " + burst + ": no effect without --rate; give both or neither");
            }
            return (request, next) -> next.handle(request);
        }
        double rate = rate(flags.text("rate"));
        int most = burst(burst, rate);
        return new RateLimit(rate, most, clients, nanos);
    }

    private static int burst(String text, double rate) {
        return text.equals(BY_RATE) ? (int) Math.ceil(rate) : Flags.number("burst", text, 1, Integer.MAX_VALUE);
    }

    private static double rate(String text) {
        if (text.equals(NONE)) {
            return 0;
        }
        double rate = text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
        if (rate > 0) {
            return rate;
        }
        throw new UsageException(
                "--rate " + text + ": give a number above 0, such as 10 or 0.5; without --rate there is no limit");
    }
}
