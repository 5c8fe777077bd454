import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The customers of the shop, with their permissions and limits. They never change while the server runs.
 *
 * <p>Page: docs/pages/lab06.adoc.
 */
record Customers(Map<String, Customer> customers) {

    private static final List<String> DEMONSTRATION = List.of("ada:100000:yes", "bob:5000:yes", "eve:100000:no");

    /** @throws UsageException if a `--user` is not `ID:LIMIT_CENTS:yes|no` */
    static Customers from(Flags flags) {
        List<String> given = flags.all("user");
        Map<String, Customer> customers = new HashMap<>();
        for (String text : given.isEmpty() ? DEMONSTRATION : given) {
            Customer customer = customer(text);
            customers.put(customer.id(), customer);
        }
        return new Customers(Map.copyOf(customers));
    }

    /** Parses the value of a `--user`. The id itself may contain colons. */
    static Customer customer(String text) {
        int last = text.lastIndexOf(':');
        int first = text.lastIndexOf(':', last - 1);
        if (first > 0 && !text.substring(0, first).isBlank() && text.substring(first).matches(":\\d{1,18}:(yes|no)")) {
            return new Customer(text.substring(0, first), new BigInteger(text.substring(first + 1, last)),
                    text.endsWith(":yes"));
        }
        throw new UsageException("--user " + text
                + ": give ID:LIMIT:yes or ID:LIMIT:no, the limit in whole cents, at most 18 digits, such as "
                + "ada:100000:yes");
    }

    /**
     * Returns the customer with this id, who may buy.
     *
     * @throws CheckoutRejected with 404 if there is no such customer, with 403 if the customer may not buy
     */
    // task permission
    Customer buyer(String id) {
        Customer customer = customers.get(id);
        if (customer == null) {
            throw CheckoutRejected.of(404, "unknown user");
        }
        if (!customer.mayBuy()) {
            throw CheckoutRejected.of(403, "permission denied");
        }
        return customer;
    }
}
