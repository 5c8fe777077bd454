package grader.checks.lab10;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Task parameters: what clients send is a value, and never SQL. */
class ParametersChecks {

    private static final int MANY = 150;

    @Test
    @Check(value = "products are found by a part of their name, in any case", task = "parameters", rule = "search",
            points = 1, foundation = true, ownServer = true,
            explain = """
                    `LOWER(name) LIKE LOWER(?)`, with a pattern that begins and ends with `%`, finds a part of a name in
                    any case. Without `name` the pattern is `%%`, which every name fits.
                    """)
    void search(Rig rig) {
        Store store = Store.open(rig);
        String mark = store.mark();
        insert(store, "1", mark + " Desk", 300);
        insert(store, "2", mark + " desktop", 200);
        insert(store, "3", mark + " chair", 100);
        rig.each("all of them", () -> expectFound(rig, store, mark, "1", "2", "3"));
        rig.each("a part in the middle", () -> expectFound(rig, store, " DESK", "1", "2"));
        rig.each("a part at the end", () -> expectFound(rig, store, "Top", "2"));
        rig.each("no such part", () -> expectFound(rig, store, mark + "x"));
        rig.each("the product itself", () -> {
            Map<String, Object> product = store.get("/products?name=" + encoded(mark + " chair"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("products[0]");
            if (!(mark + " chair").equals(product.get("name")) || !"100".equals(String.valueOf(product.get("price")))) {
                throw rig.failure("expected the product's name and price, " + mark + " chair and 100, but got "
                        + product);
            }
        });
        rig.each("without a name", () -> {
            Set<String> all = new HashSet<>(store.get("/products")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path(
                            "products.sku"));
            if (!all.containsAll(Set.of(sku(store, "1"), sku(store, "2"), sku(store, "3")))) {
                throw rig.failure("expected all products, but got " + all);
            }
        });
    }

    private static void insert(Store store, String sku, String name, long price) {
        store.query("INSERT INTO products (sku, name, price) VALUES (?, ?, ?)", sku(store, sku), name, price);
    }

    private static String sku(Store store, String sku) {
        return store.mark() + "-" + sku;
    }

    /** The search finds just these, in any order. */
    private static void expectFound(Rig rig, Store store, String text, String... skus) {
        Response response = store.get("/products?name=" + encoded(text));
        response.then().statusCode(200);
        List<String> found = response.path("products.sku");
        Set<String> expected = new HashSet<>();
        for (String sku : skus) {
            expected.add(sku(store, sku));
        }
        if (found == null || found.size() != expected.size() || !new HashSet<>(found).equals(expected)) {
            throw rig.failure("expected the products with '" + text + "' in their name, " + expected + ", but got "
                    + found);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Test
    @Check(value = "a quote, and whatever comes after it, is text", task = "parameters", rule = "plain-text",
            points = 2, ownServer = true, builds = "search",
            explain = """
                    A name that is joined to the SQL can end its text with a quote, and then be SQL itself: a condition
                    that is always true, a UNION with another table, a second statement. A parameter goes to the
                    database separately from the statement, and cannot end anything.
                    """)
    void quotes(Rig rig) {
        Store store = Store.open(rig);
        String mark = store.mark();
        insert(store, "1", mark + " O'Brien", 300);
        insert(store, "2", mark + " OBrien", 200);
        rig.each("a name with a quote", () -> expectFound(rig, store, mark + " O'B", "1"));
        for (String text : List.of("' OR '1'='1", "') OR 1=1 --", "x' UNION SELECT id, id, spent FROM customers --",
                "''", "'; DELETE FROM products; --", "\"", "$1", "?")) {
            rig.each("the text " + text, () -> expectFound(rig, store, mark + text));
        }
        rig.each("the table is as it was", () -> expectFound(rig, store, mark, "1", "2"));
    }

    @Test
    @Check(value = "the wildcards of LIKE, and what escapes them, are text", task = "parameters", rule = "plain-text",
            points = 2, ownServer = true, builds = "search",
            explain = """
                    A parameter is not SQL, but as a pattern of LIKE it has a language of its own: `%` is any text, `_`
                    any character, and the escape character makes the next one plain. Put the escape character before
                    each of the three, itself first, and name it with ESCAPE: without that, it is a backslash in some
                    databases, and none in others.
                    """)
    void wildcards(Rig rig) {
        Store store = Store.open(rig);
        String mark = store.mark();
        Map<String, String> texts = new LinkedHashMap<>();
        List.of("%", "_", "\\", "!", "#", "|", "^", "~", "[a]", "ß")
                .forEach(text -> texts.put("" + texts.size(), text));
        texts.forEach((sku, text) -> insert(store, sku, mark + " a" + text + "b", 100));
        insert(store, "plain", mark + " ab", 100);
        insert(store, "other", mark + " acb", 100);
        insert(store, "two", mark + " assb", 100);
        texts.forEach((sku, text) -> {
            rig.each("the character " + text, () -> expectFound(rig, store, mark + " a" + text, sku));
            rig.each(text + " between others", () -> expectFound(rig, store, "a" + text + "B", sku));
        });
        rig.each("%%", () -> expectFound(rig, store, mark + "%%"));
        rig.each("an escaped wildcard: \\%", () -> expectFound(rig, store, mark + " a\\%"));
        rig.each("!%", () -> expectFound(rig, store, mark + " a!%"));
        rig.each("!_", () -> expectFound(rig, store, mark + " a!_"));
    }

    @Test
    @Check(value = "what a client sends is not in the text of any statement", task = "parameters",
            rule = "not-in-sql", points = 3, ownServer = true, builds = "search",
            explain = """
                    Doubling quotes makes most texts harmless in most databases. But then it is you who has to know
                    every rule of every database's parser. A parameter needs no such rules. The database also parses
                    the statement only once, whatever the values.
                    """)
    void notInSql(Rig rig) {
        Store store = Store.open(rig);
        String word = rig.word().toLowerCase(Locale.ROOT);
        insert(store, "1", store.mark() + " " + word, 100);
        store.database().forget();
        rig.control("the search", () -> expectFound(rig, store, word, "1"));
        for (DatabaseEvent event : store.database().events()) {
            boolean sql = event.kind() == Kind.PREPARE || event.kind() == Kind.EXECUTE;
            if (sql && event.sql().toLowerCase(Locale.ROOT).contains(word)) {
                throw rig.failure("expected '" + word + "' to be a parameter, but it is in the SQL: " + event.sql());
            }
        }
    }

    @Test
    @Check(value = "sort=name, price and -price sort the products; without it, they are sorted by name",
            task = "parameters", rule = "sort", points = 1, ownServer = true, builds = "search",
            explain = """
                    Each of the three texts has its own ORDER BY, which is written in your source. Without `sort` it is
                    the one for `name`.
                    """)
    void sorted(Rig rig) {
        Store store = Store.open(rig);
        String mark = store.mark();
        insert(store, "b", mark + " beta", 300);
        insert(store, "a", mark + " alpha", 900);
        insert(store, "c", mark + " gamma", 1000);
        Map<String, List<String>> orders = new LinkedHashMap<>();
        orders.put("", List.of("a", "b", "c"));
        orders.put("&sort=name", List.of("a", "b", "c"));
        orders.put("&sort=price", List.of("b", "a", "c"));
        orders.put("&sort=-price", List.of("c", "a", "b"));
        orders.forEach((sort, skus) -> rig.each(sort.isEmpty() ? "without sort" : sort.substring(1), () -> {
            List<String> found =
                    store.get("/products?name=" + mark + sort).then().statusCode(200).extract().path("products.sku");
            List<String> expected = skus.stream().map(sku -> sku(store, sku)).toList();
            if (!expected.equals(found)) {
                throw rig.failure("expected the order " + expected + ", but got " + found);
            }
        }));
        rig.each("the most expensive of " + MANY + " products", () -> {
            rig.quietly(() -> {
                for (int price = 1; price <= MANY; price++) {
                    insert(store, "many" + price, mark + " many " + price, price);
                }
            });
            store.get("/products?sort=-price&name=" + encoded(mark + " many"))
                    .then()
                    .statusCode(200)
                    .body("products[0].sku", equalTo(sku(store, "many" + MANY)));
        });
    }

    @Test
    @Check(value = "any other sort is a 400 that lists the three that there are", task = "parameters",
            rule = "unknown-sort", points = 1, ownServer = true, builds = "sorted",
            explain = """
                    ORDER BY takes no parameter: a text there would be a constant, and sort nothing. So the text of the
                    client chooses from a list, and only what is in your source gets into the SQL. The 400 says what
                    the list is.
                    """)
    void unknownSort(Rig rig) {
        Store store = Store.open(rig);
        for (String sort : List.of("", "sku", "NAME", "price DESC", "1", "price, name", "(SELECT 1)",
                "name; DELETE FROM products", "--price", "+price")) {
            rig.each("sort=" + sort, () -> {
                store.database().forget();
                Response response = store.get("/products?sort=" + encoded(sort));
                response.then().statusCode(400);
                String content = response.asString();
                if (!List.of("name", "-price").stream().allMatch(content::contains)
                        || !content.replace("-price", "").contains("price")) {
                    throw rig.failure("expected the content of the 400 to list name, price and -price, but it is "
                            + content.strip());
                }
            });
        }
    }
}
