/** The orders in which clients may have the products. ORDER BY takes no parameter, so its SQL comes from here. */
enum ProductOrder {
    NAME("name", "name, sku"), PRICE("price", "price, sku"), PRICE_DOWN("-price", "price DESC, sku");

    private final String text;
    private final String sql;

    ProductOrder(String text, String sql) {
        this.text = text;
        this.sql = sql;
    }

    /**
     * Returns the order with this text, the value of `sort`.
     *
     * @throws HttpException 400 if there is none; the message lists the valid values
     */
    // task parameters
    static ProductOrder of(String text) {
        for (ProductOrder order : values()) {
            if (order.text.equals(text)) {
                return order;
            }
        }
        throw new HttpException(400, "sort has to be name, price or -price");
    }

    /** Returns what comes after ORDER BY. Two products never tie: each has a sku of its own. */
    String sql() {
        return sql;
    }
}
