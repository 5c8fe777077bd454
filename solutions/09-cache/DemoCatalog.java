import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A small catalog inside this process, for trying the cache on its own. It takes its time, so that a miss shows. */
final class DemoCatalog implements Catalog {

    private static final int DELAY_MILLIS = 300;

    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();

    DemoCatalog() {
        put("/products/pen", "{\"sku\":\"pen\",\"name\":\"Pen\",\"cents\":150}");
        put("/products/book", "{\"sku\":\"book\",\"name\":\"Book\",\"cents\":1299}");
        put("/products/lamp", "{\"sku\":\"lamp\",\"name\":\"Lamp\",\"cents\":3499}");
        put("/carts/ada", "{\"user\":\"ada\",\"items\":[{\"sku\":\"pen\",\"quantity\":2}]}");
        put("/carts/bob", "{\"user\":\"bob\",\"items\":[{\"sku\":\"lamp\",\"quantity\":1}]}");
    }

    private void put(String path, String json) {
        documents.put(path, (json + "\n").getBytes(UTF_8));
    }

    @Override
    public byte[] load(String path) throws InterruptedException {
        byte[] json = documents.get(path);      // read first: while it is on its way, it may become old
        Thread.sleep(DELAY_MILLIS);
        if (json == null) {
            throw new HttpException(404, "the catalog has nothing there");
        }
        return json;
    }

    @Override
    public boolean store(String path, byte[] json) throws InterruptedException {
        Thread.sleep(DELAY_MILLIS);
        return documents.put(path, json.clone()) == null;
    }
}
