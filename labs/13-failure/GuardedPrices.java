import java.util.ArrayList;
import java.util.List;

/** The pricing service, with a breaker. While that is open, the last good prices take the place of the service. */
record GuardedPrices(PriceSource service, Upstream upstream, LastPrices last) implements PriceSource {

    /**
     * Returns the prices of the service, and remembers them. While the breaker is open, returns the last good ones if
     * there are some for all items, and marks the request ({@link StalePrices}).
     *
     * @throws BreakerOpen if the breaker is open and a price is not known
     */
    // task breaker
    @Override
    public List<Long> unitPrices(List<Item> items) throws InterruptedException {
        Todo.report("breaker");
        return upstream.call(true, () -> service.unitPrices(items));
    }
}
