package grader.checks.lab04;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Task scale: 50,000 routes with shared prefixes. */
class ScaleChecks {

    private static final int FEW = 50;
    private static final int MANY = 50_000;
    private static final String COST =
            "50,000 routes with shared prefixes make a tree in which two nodes have 25,000 children each. ";

    @Test
    @Check(value = "each of 50,000 routes is found", task = "scale", rule = "many-routes", points = 4,
            foundation = true,
            ownServer = true,
            explain = COST + """
                    A lookup finds every route: the first, the last, and those between. A server that compares each
                    new route with all earlier ones makes a billion comparisons, and does not start in time.
                    """)
    void findsAll(Rig rig) {
        LookUps many = LookUps.start(rig, MANY);
        many.expectRoute(0);
        many.expectRoute(MANY - 1);
        rig.random().ints(20, 0, MANY).forEach(many::expectRoute);
    }

    @Test
    @Check(value = "a lookup among 50,000 routes costs about as much as among 50", task = "scale",
            rule = "lookup-cost", points = 6,
            slow = true,
            ownServer = true,
            explain = COST + """
                    A lookup that compares one child after the other does a thousand times the work that 50 routes
                    need. A hash table in each node finds the child in one step. The grader compares the CPU time of
                    the server's process for the same number of requests: it must be less than three times as much.
                    """)
    void costsTheSame(Rig rig) {
        LookUps few = LookUps.start(rig, FEW);
        LookUps many = LookUps.start(rig, MANY);
        rig.control("both find a route", () -> {
            few.expectRoute(FEW - 1);
            many.expectRoute(MANY - 1);
        });
        CostRatio.expectBelow(3, rig, few, many);
    }
}
