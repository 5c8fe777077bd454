import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who may order, and for how much. Never changed once the server runs. Page: docs/pages/lab06.adoc. */
record Customers(Map<String, Customer> customers) {

    private static final List<String> DEMONSTRATION = List.of("ada:100000:yes", "bob:5000:yes", "eve:100000:no");

    /** @throws UsageError where a `--user` is not `ID:LIMIT_CENTS:yes|no` */
    static Customers from(Flags flags) {
        List<String> given = flags.all("user");
        Map<String, Customer> customers = new HashMap<>();
        for (String text : given.isEmpty() ? DEMONSTRATION : given) {
            Customer customer = customer(text);
            customers.put(customer.id(), customer);
        }
        return new Customers(Map.copyOf(customers));
    }

    /** An id may have colons of its own. */
    static Customer customer(String text) {
        int last = text.lastIndexOf(':');
        int first = text.lastIndexOf(':', last - 1);
        if (first > 0 && !text.substring(0, first).isBlank() && text.substring(first).matches(":\\d{1,18}:(yes|no)")) {
            return new Customer(text.substring(0, first), new BigInteger(text.substring(first + 1, last)),
                    text.endsWith(":yes"));
        }
        throw new UsageException("--user " + text
                + ": give ID:LIMIT:yes or ID:LIMIT:no, the limit in whole cents of 18 digits at most, such as "
                + "ada:100000:yes");
    }

    /**
     * The customer of this id, who may buy.
     *
     * @throws Declined with 404 if nobody is called so, with 403 for one who may not buy
     */
    // task permission
    Customer buyer(String id) {
        throw new Todo("permission");
    }
}
