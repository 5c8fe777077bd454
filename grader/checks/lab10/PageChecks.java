package grader.checks.lab10;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task n-plus-one: a page of orders, in two statements. */
class PageChecks {

    private static final int MOST = 100;

    @Test
    @Check(value = "a page of orders takes two statements, whatever its length", task = "n-plus-one",
            rule = "two-statements", points = 6, foundation = true, ownServer = true,
            explain = """
                    One statement finds the orders of the page. Their ids are known then, and a second statement finds
                    the items of all of them: `WHERE order_id = ANY (?)`. A statement for each order is a round trip
                    for each: on a page of 100 that is 101, and each takes as long as the network does.
                    """)
    void twoStatements(Rig rig) {
        Store store = Store.open(rig);
        insert(rig, store, MOST + 1);
        for (int limit : List.of(1, 20, MOST)) {
            rig.each("a page of " + limit, () -> expectTwo(rig, store, "ann", limit, limit));
        }
        rig.each("a page without an order", () -> expectTwo(rig, store, "ben", 20, 0));
    }

    private static List<String> insert(Rig rig, Store store, int count) {
        List<String> ids = new ArrayList<>();
        rig.tell(count + " orders are inserted");
        for (int i = 0; i < count; i++) {
            ids.addFirst(store.insertOrder("ann", 100 + i, "pen", "book"));
        }
        return ids;
    }

    private static void expectTwo(Rig rig, Store store, String who, int limit, int orders) {
        store.database().forget();
        Response page = store.page(who, "limit=" + limit);
        page.then().statusCode(200).body("orders.size()", equalTo(orders));
        List<DatabaseEvent> statements = store.database().statements();
        if (statements.size() > 2) {
            throw rig.failure("expected two statements for a page of " + orders + " orders, but there are "
                    + statements.size() + ", such as " + statements.getLast());
        }
        if (orders > 0) {
            page.then().body("orders[" + (orders - 1) + "].items.size()", equalTo(2));
        }
    }

    @Test
    @Check(value = "a page has the newest order first, and each with its own items in their order",
            task = "n-plus-one", rule = "page-content", points = 3, ownServer = true, builds = "two-statements",
            explain = """
                    The rows of the second statement belong to different orders: `order_id` says to which. ORDER BY
                    `order_id, position` keeps the items of each order in the order in which they were bought. The
                    orders keep the order of the first statement.
                    """)
    void content(Rig rig) {
        Store store = Store.open(rig);
        String first = store.insertOrder("ann", 111, "z", "a", "m");
        String empty = store.insertOrder("ann", 222);
        String last = store.insertOrder("ann", 333, "b");
        store.query("DELETE FROM order_items WHERE order_id = ? AND position = 0", first);
        store.query("INSERT INTO order_items (order_id, position, sku, quantity) VALUES (?, 0, 'z', 9)", first);
        Response page = store.page("ann", "");
        rig.step("a page", () -> page.then()
                .statusCode(200)
                .body("orders.orderId",
                        equalTo(List.of(last, empty, first))));
        rig.each("the totals", () -> page.then().body("orders.total", equalTo(List.of(333, 222, 111))));
        rig.each("the items of the last order", () -> expectItems(rig, page, 0, "b 1"));
        rig.each("the items of an order without any", () -> expectItems(rig, page, 1));
        rig.each("the items of the first order", () -> expectItems(rig, page, 2, "z 9", "a 2", "m 3"));
        rig.each("the numbers", () -> {
            long number = store.number("SELECT number FROM orders WHERE id = ?", last);
            page.then().body("orders[0].number.toString()", equalTo("" + number)).body("next", nullValue());
        });
    }

    private static void expectItems(Rig rig, Response page, int order, String... expected) {
        List<Map<String, Object>> items = page.path("orders[" + order + "].items");
        List<String> actual = items.stream().map(item -> item.get("sku") + " " + item.get("quantity")).toList();
        if (!actual.equals(List.of(expected))) {
            throw rig.failure("expected the skus and quantities " + List.of(expected) + ", but got " + actual);
        }
    }

    @Test
    @Check(value = "`next` leads from page to page, through all orders once", task = "n-plus-one",
            rule = "next-page", points = 2, ownServer = true, builds = "two-statements",
            explain = """
                    The next page has the orders with a number below the last one of this page. Whether there is a next
                    page is known if the statement asks for one row more than the page has. OFFSET would count from the
                    newest order: each new one would move all later pages, and an order would be seen twice.
                    """)
    void next(Rig rig) {
        Store store = Store.open(rig);
        List<String> ids = insert(rig, store, 7);
        rig.each("pages of 3", () -> walk(rig, store, 3, ids));
        rig.each("pages of 7, of which there is one", () -> walk(rig, store, 7, ids));
        rig.each("pages of 1", () -> walk(rig, store, 1, ids));
        rig.each("an order that is inserted between two pages", () -> {
            Response first = store.page("ann", "limit=4");
            store.insertOrder("ann");
            store.page("ann", "limit=4&before=" + first.path("next"))
                    .then()
                    .statusCode(200)
                    .body("orders.orderId", equalTo(ids.subList(4, 7)));
        });
    }

    private static void walk(Rig rig, Store store, int limit, List<String> ids) {
        List<String> seen = new ArrayList<>();
        String query = "limit=" + limit;
        int pages = 0;
        while (query != null) {
            Response page = store.page("ann", query);
            page.then().statusCode(200);
            seen.addAll(page.path("orders.orderId"));
            Object next = page.path("next");
            query = next == null ? null : "limit=" + limit + "&before=" + next;
            pages++;
            if (pages > ids.size()) {
                throw rig.failure("expected the last page to have null as next, but there is no end");
            }
        }
        if (!seen.equals(ids)) {
            throw rig.failure("expected each order once, " + ids + ", but got " + seen);
        }
        int expected = (ids.size() + limit - 1) / limit;
        if (pages != expected) {
            throw rig.failure("expected " + expected + " pages, but there are " + pages);
        }
    }

    @Test
    @Check(value = "the orders are those of the user whose token the request has; without one it is a 401",
            task = "n-plus-one", rule = "own-orders", points = 2, ownServer = true, builds = "two-statements",
            clause = "RFC 9110 §15.5.2",
            explain = """
                    The statement compares `customer_id` with the name of the user whose token the request has. A
                    client that names another user, by a parameter or otherwise, changes nothing.
                    """)
    void ownOrders(Rig rig) {
        Store store = Store.open(rig);
        String mine = store.insertOrder("ann");
        String other = store.insertOrder("ben");
        String newest = store.insertOrder("ann");
        rig.each("one user", () -> store.page("ann", "")
                .then()
                .statusCode(200)
                .body("orders.orderId",
                        equalTo(List.of(newest, mine))));
        rig.each("another one", () -> store.page("ben", "")
                .then()
                .statusCode(200)
                .body("orders.orderId",
                        equalTo(List.of(other))));
        rig.each("a parameter user=" + store.name("ben"),
                () -> store.page("ann", "user=" + store.name("ben"))
                        .then()
                        .statusCode(200)
                        .body("orders.orderId",
                                equalTo(List.of(newest, mine))));
        rig.each("no token", () -> store.get("/orders").then().statusCode(401));
        rig.each("a token that no user has",
                () -> store.given().auth().oauth2(rig.word() + "9").when().get("/orders").then().statusCode(401));
    }

    @Test
    @Check(value = "a limit or a number that is none is a 400; without a limit it is 20", task = "n-plus-one",
            rule = "page-limits", points = 2, ownServer = true, builds = "two-statements",
            clause = "RFC 9110 §15.5.1",
            explain = """
                    A limit without a limit lets one request read the whole table. What cannot be read as a whole
                    number, or is out of range, is the client's mistake: a 400, and not a 500, and no guess either.
                    """)
    void limits(Rig rig) {
        Store store = Store.open(rig);
        insert(rig, store, 21);
        rig.control("limit=1", () -> store.page("ann", "limit=1").then().statusCode(200));
        rig.each("no limit", () -> store.page("ann", "").then().statusCode(200).body("orders.size()", equalTo(20)));
        rig.each("limit=100", () -> store.page("ann", "limit=100").then().statusCode(200));
        for (String query : List.of("limit=0", "limit=101", "limit=-1", "limit=ten", "limit=1.5",
                "limit=99999999999999999999", "before=x", "before=0", "before=-3", "before=1%20OR%201=1")) {
            rig.each(query, () -> store.page("ann", query).then().statusCode(400));
        }
    }
}
