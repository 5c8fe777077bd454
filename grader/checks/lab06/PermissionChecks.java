package grader.checks.lab06;

import static grader.checks.lab06.Account.BANNED;
import static grader.checks.lab06.Account.BROKE;
import static grader.checks.lab06.Lab06.PROBLEM;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task permission: who may buy, and that this is decided before any price is requested. */
class PermissionChecks {

    @Test
    @Check(value = "a user who may not buy gets a 403, an unknown user a 404", task = "permission", rule = "may-buy",
            points = 6,
            foundation = true, ownServer = true, clause = "RFC 9110 §15.5.4, §15.5.5",
            explain = """
                    403: the user is known, but may not buy. 404: there is no such user. The users are those given with
                    --user, and their ids are compared exactly.
                    """)
    void mayBuy(Rig rig) {
        Shop shop = Shop.open(rig);
        rig.control("a user who may buy is not refused", () -> shop.expectPast("permission", shop.order()));
        rig.each("a user who may buy, with a limit of 0",
                () -> shop.expectPast("permission", shop.order().by(shop.user(BROKE))));

        shop.post(shop.order().by(shop.user(BANNED))).then().statusCode(403);
        shop.post(shop.order().by(rig.word())).then().statusCode(404).contentType(PROBLEM);
        for (String other : List.of(shop.user(BANNED) + "x", " " + shop.user(BANNED), shop.user(BANNED) + " ",
                shop.user(BANNED).toUpperCase(Locale.ROOT))) {
            rig.each("'" + other + "'", () -> shop.post(shop.order().by(other)).then().statusCode(404));
        }
    }

    @Test
    @Check(value = "an order is validated before its user is looked up, and no price is requested before both are good",
            task = "permission", rule = "decision-order", points = 4, ownServer = true,
            explain = """
                    The order of decisions is validate, user, price, rules: from what costs nothing to what costs
                    most. A server that asks for prices first lets anyone put load on the pricing service, and tells
                    strangers what is sold here.
                    """)
    void beforeThePrice(Rig rig) {
        Shop shop = Shop.open(rig);
        rig.control("a user who may buy is not refused", () -> shop.expectPast("permission", shop.order()));
        int before = shop.asked().size();

        shop.post(shop.order().by(rig.word()).without("email")).then().statusCode(422);
        shop.post(shop.order().by(shop.user(BANNED)).without("email")).then().statusCode(422);
        shop.post(shop.order().by(rig.word()).of(shop.unknownSku())).then().statusCode(404);
        shop.post(shop.order().by(shop.user(BANNED)).of(shop.unknownSku())).then().statusCode(403);
        shop.post(shop.order().without("email")).then().statusCode(422);

        if (shop.asked().size() > before) {
            throw rig.failure(
                    "expected no price to be requested, because each of these orders is rejected earlier, but the "
                            + "pricing service got GET "
                            + shop.asked().getLast().getUrl());
        }
    }
}
