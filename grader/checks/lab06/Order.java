package grader.checks.lab06;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON of a checkout, good or bad. Never changed: each method gives another order.
 *
 * @param members by name, as they are to be sent
 */
record Order(Map<String, Object> members) {

    static Map<String, Object> item(Object sku, Object quantity) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("sku", sku);
        item.put("quantity", quantity);
        return item;
    }

    /** With this member, in place of one of this name; the value may be null. */
    Order with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return new Order(changed);
    }

    Order without(String name) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.remove(name);
        return new Order(changed);
    }

    Order by(String user) {
        return with("user", user);
    }

    Order coupon(Object code) {
        return with("coupon", code);
    }

    /** Of just these items; what is no item may be among them. */
    Order of(Object... items) {
        return with("items", List.of(items));
    }

    /** Of one piece. */
    Order of(String sku) {
        return of(sku, 1);
    }

    Order of(String sku, Object quantity) {
        return with("items", List.of(item(sku, quantity)));
    }

    /** With a price of its own in each item, which no shop should believe. */
    Order withPrices(long cents) {
        List<Object> items = new ArrayList<>();
        for (Object item : (List<?>) members.get("items")) {
            Map<String, Object> priced = new LinkedHashMap<>();
            ((Map<?, ?>) item).forEach((name, value) -> priced.put(String.valueOf(name), value));
            priced.put("cents", cents);
            priced.put("price", cents);
            items.add(priced);
        }
        return with("items", items);
    }

    /** With one more item. */
    Order and(String sku, Object quantity) {
        List<Object> items = new ArrayList<>((List<?>) members.get("items"));
        items.add(item(sku, quantity));
        return with("items", items);
    }

    String json() {
        return Lab06.json(members);
    }

    /** The same value in other bytes: members in the reverse order, white space between all of them. */
    String spreadOut() {
        return spread(members);
    }

    private static String spread(Object value) {
        List<String> parts = new ArrayList<>();
        switch (value) {
            case Map<?, ?> object -> {
                object.forEach((name, member) -> parts.addFirst(Lab06.json(name) + " :\t" + spread(member)));
                return "{\n  " + String.join(" ,\n  ", parts) + "\r\n}";
            }
            case List<?> list -> {
                list.forEach(each -> parts.add(spread(each)));
                return "[ " + String.join(" , ", parts) + " ]";
            }
            case null, default -> {
                return Lab06.json(value);
            }
        }
    }
}
