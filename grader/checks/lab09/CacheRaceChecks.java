package grader.checks.lab09;

import grader.checks.diagnose.Diagnosis;
import grader.checks.lab01.Lab01;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Race;
import org.junit.jupiter.api.Test;

/**
 * Tasks single-flight and invalidate: two requests that meet in the cache, whatever the order of their steps. Stretch
 * task diagnose: a check that tells servers on which a failed load leaves something from others.
 */
class CacheRaceChecks {

    private static final String[] CACHE = {"Cache", "CacheEntry", "CachedSource"};

    @Test
    @Check(value = "two requests for a value are one load, at whatever step they meet", task = "single-flight",
            rule = "one-load", points = 2, ownServer = true,
            explain = """
                    Between the look into the cache and the note that a load is in progress, another request may load
                    the value, keep it, and remove its own note. So a request that has noted a load looks into the
                    cache again before it loads.
                    """)
    void oneLoad(Rig rig) {
        Race race = rig.race(CACHE);
        Catalog catalog = Catalog.openOwn(rig);
        String json = catalog.json();
        race.run(catalog.server(), () -> {
            String path = catalog.product(json);
            return new Race.Round(Lab01.get(path), Lab01.get(path), (first, second) -> {
                first.expectStatus(200).expectBody(json);
                second.expectStatus(200).expectBody(json);
                catalog.expectLoads(path, 1);
            });
        });
    }

    @Test
    @Check(value = "no step of a load brings back what was there before a write", task = "invalidate",
            rule = "racing-load", points = 1, ownServer = true,
            explain = """
                    A load may have its value before a write, and keep it after. So a write forgets not only the entry,
                    but also the load in progress, in one step; and a load that is no longer noted keeps nothing.
                    """)
    void staleLoad(Rig rig) {
        Race race = rig.race(CACHE);
        Catalog catalog = Catalog.openOwn(rig);
        String json = catalog.json();
        race.run(catalog.server(), () -> {
            String path = catalog.path();
            catalog.changes(path, catalog.json(), json);
            return new Race.Round(Lab01.get(path), Catalog.write(path, json), (load, write) -> {
                load.expectStatus(200);
                write.expectStatus(204);
                catalog.expect(path, json);
            });
        });
    }

    @Test
    @Check(value = Diagnosis.CHECK, task = "diagnose", points = 0, ownServer = true, slow = true,
            explain = Diagnosis.EXPLAIN)
    void toldApart(Rig rig) {
        Diagnosis.of("lab09").judge(rig);
    }
}
