package grader.bench.caches;

/** Where a value comes from if it is not in a cache. */
interface Origin {

    int PRODUCTS = 100_000;

    /** Returns a product's JSON. @param number below {@link #PRODUCTS} */
    byte[] load(int number) throws Exception;

    static String json(int number) {
        return "{\"sku\":\"" + number + "\",\"name\":\"Product " + number + "\",\"price\":1999,\"text\":\""
                + "x".repeat(200) + "\"}";
    }
}
