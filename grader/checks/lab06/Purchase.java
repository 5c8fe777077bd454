package grader.checks.lab06;

import com.fasterxml.jackson.databind.JsonNode;
import grader.clients.http.Answer;
import grader.grading.engine.Rig;
import java.math.BigDecimal;

/**
 * One order among many at the same time: who it is of, and what it has to come to.
 *
 * @param total in cents
 */
record Purchase(String user, String sku, int quantity, long total, Order order) {

    /** Of a sku of its own, so that no other total is the same but by chance. */
    static Purchase by(Account account, Shop shop, Rig rig) {
        int cents = rig.random().nextInt(100, 100_000);
        int quantity = rig.random().nextInt(1, 100);
        String sku = shop.sku(cents);
        String user = shop.user(account);
        return new Purchase(user, sku, quantity, (long) cents * quantity, shop.order(user).of(sku, quantity));
    }

    /** It is taken, and the total is its own. @return the path at which it is to be seen */
    String expectTaken(Answer answer) {
        answer.expectStatus(201);
        expect(answer, "total", Lab06.body(answer).path("total"), "" + total);
        return Lab06.path(answer.values("Location").stream().findFirst().orElse(""));
    }

    /** It is shown, and nothing of any other. */
    void expectShown(Answer answer) {
        JsonNode shown = Lab06.body(answer.expectStatus(200));
        expect(answer, "user", shown.path("user"), user);
        expect(answer, "total", shown.path("total"), "" + total);
        expect(answer, "items", shown.path("items").findPath("sku"), sku);
        expect(answer, "items", shown.path("items").findPath("quantity"), "" + quantity);
    }

    private void expect(Answer answer, String name, JsonNode actual, String expected) {
        boolean same = actual.isNumber() ? actual.decimalValue().compareTo(new BigDecimal(expected)) == 0
                : actual.asText().equals(expected);
        if (!same) {
            int line = (int) answer.head().lines().count();
            throw answer.differs(line, 0, 0, name + ": " + expected,
                    "expected the " + name + " of the order of " + quantity + " pieces of "
                            + sku + " by " + user + " to be " + expected + ", got "
                            + (actual.isMissingNode() ? "none" : actual.asText()));
        }
    }
}
