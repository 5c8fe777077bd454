/**
 * A line of an order.
 *
 * @param sku what the shop calls the goods (stock keeping unit)
 * @param quantity how many, from 1 on
 */
record Item(String sku, long quantity) {}
