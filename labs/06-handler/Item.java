// Given: nothing in this file is for you to write.
/**
 * One line of an order.
 *
 * @param sku the shop's name for the product (stock keeping unit)
 * @param quantity the number of pieces, 1 or greater
 */
record Item(String sku, long quantity) {}
