import java.util.List;

/** Knows what items cost: the pricing service, or what stands in front of it. */
interface PriceSource {

    /**
     * Returns the unit price of each item, in cents and in order, within the time that the current request has left.
     *
     * @throws CheckoutRejected as {@link PriceClient#unitPrices}
     */
    List<Long> unitPrices(List<Item> items) throws InterruptedException;
}
