// Given: nothing in this file is for you to write.
/** Where the data comes from: another server, or a built-in one. It is slow, so a cache is in front of it. */
interface Catalog {

    /**
     * Returns the JSON at a path such as `/products/pen` or `/carts/ada`. Blocks until it is there.
     *
     * @throws HttpException 404 if there is none, 502 if the catalog fails, 504 if it is too slow
     */
    byte[] load(String path) throws InterruptedException;

    /**
     * Writes JSON to a path such as `/products/pen`. Blocks until the catalog has confirmed it. Returns whether the
     * catalog says that nothing was there before.
     *
     * @throws HttpException as `load`; the write may then have happened all the same
     */
    boolean store(String path, byte[] json) throws InterruptedException;
}
