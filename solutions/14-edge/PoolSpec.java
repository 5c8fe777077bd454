import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A value of the flag `--backends`: `NAME=URL,URL[;balance=B][;health=/PATH][;affinity=COOKIE][;slow-start=MS]`.
 *
 * @param balance one of {@link Balancer#KINDS}
 * @param health the path for checks; null: there are none
 * @param affinity the name of the cookie; null: there is none
 * @param slowStart in milliseconds
 */
record PoolSpec(String name, List<HostPort> backends, String balance, String health, String affinity, int slowStart) {

    private static final String FLAG = "backends";
    private static final String SCHEME = "http://";
    private static final String FORM = "give NAME=URL,URL and options, such as "
            + "'shop=http://127.0.0.1:8081,http://127.0.0.1:8082;balance=least-connections;health=/ready'";

    static Flags flags(Flags flags) {
        return flags.withList(FLAG, "NAME=URL,URL[;balance=B][;health=/PATH][;affinity=COOKIE][;slow-start=MS], "
                + "backends among which requests are shared; B is one of " + kinds(), (text, number) -> of(text));
    }

    /** Returns all pools that the flags name. */
    static List<PoolSpec> all(Flags flags) {
        List<PoolSpec> all = flags.all(FLAG).stream().map(PoolSpec::of).toList();
        for (PoolSpec spec : all) {
            require(all.stream().filter(other -> other.name.equals(spec.name)).count() == 1, spec.name,
                    "give each pool a name of its own");
        }
        return all;
    }

    private static PoolSpec of(String text) {
        String[] parts = text.split(";", -1);
        int equals = parts[0].indexOf('=');
        require(equals > 0 && parts[0].substring(0, equals).matches("[A-Za-z0-9._-]+"), text, FORM);
        PoolSpec spec = new PoolSpec(parts[0].substring(0, equals), backends(text, parts[0].substring(equals + 1)),
                "round-robin", null, null, 0);
        for (int i = 1; i < parts.length; i++) {
            spec = spec.with(text, parts[i]);
        }
        return spec;
    }

    private static List<HostPort> backends(String text, String urls) {
        List<HostPort> backends = new ArrayList<>();
        for (String url : urls.split(",", -1)) {
            require(url.startsWith(SCHEME), text, FORM);
            HostPort backend = HostPort.of(FLAG, url.substring(SCHEME.length()).replaceFirst("/$", ""));
            require(!backends.contains(backend), text, "name " + url + " once");
            backends.add(backend);
        }
        return backends;
    }

    private PoolSpec with(String text, String option) {
        String value = option.substring(option.indexOf('=') + 1);
        return switch (option.substring(0, option.length() - value.length())) {
            case "balance=" -> {
                require(Balancer.KINDS.containsKey(value), text, "balance is one of " + kinds());
                yield new PoolSpec(name, backends, value, health, affinity, slowStart);
            }
            case "health=" -> {
                require(value.startsWith("/") && Ascii.containsOnly(Ascii.TARGET, value), text,
                        "health is a path, such as /ready");
                yield new PoolSpec(name, backends, balance, value, affinity, slowStart);
            }
            case "affinity=" -> {
                require(!value.isEmpty() && Ascii.containsOnly(Ascii.TOKEN, value), text,
                        "affinity is the name of a cookie, such as BACKEND");
                yield new PoolSpec(name, backends, balance, health, value, slowStart);
            }
            case "slow-start=" -> {
                require(value.matches("[0-9]{1,9}"), text, "slow-start is a number of milliseconds");
                yield new PoolSpec(name, backends, balance, health, affinity, Integer.parseInt(value));
            }
            default -> throw mistake(text, FORM);
        };
    }

    private static Set<String> kinds() {
        return new TreeSet<>(Balancer.KINDS.keySet());
    }

    private static void require(boolean right, String text, String advice) {
        if (!right) {
            throw mistake(text, advice);
        }
    }

    private static UsageException mistake(String text, String advice) {
        return new UsageException("--" + FLAG + " " + text + ": " + advice);
    }

    /** Creates the pool, in which all backends are in at first. */
    BackendPool pool(HealthSettings settings, Retries retries) {
        List<Backend> all = backends.stream()
                .map(address -> new Backend(address, new BackendHealth(settings, System::nanoTime)))
                .toList();
        return new BackendPool(name, all, Balancer.KINDS.get(balance).get(),
                new SlowStart(TimeUnit.MILLISECONDS.toNanos(slowStart)),
                affinity == null ? null : new Affinity(affinity),
                retries);
    }
}
