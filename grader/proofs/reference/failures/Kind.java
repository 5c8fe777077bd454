package grader.proofs.reference.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Limits;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.DoubleAccumulator;

/** The failures, with what clients do and what the signals say meanwhile. */
enum Kind {

    EXCEPTION("exception:GET /json:50") {
        @Override
        void suffer(FailingServer failing) {
            List<Integer> statuses = failing.statuses(10, FailingServer.JSON);
            assertEquals(5, Collections.frequency(statuses, 500), statuses::toString);
            failing.awaitMetric(5, "http_errors_total", "kind", "5xx");
            assertTrue(failing.server().errorLines().stream().anyMatch(line -> line.contains("NullPointerException")));
        }
    },

    CPU("cpu:300") {
        @Override
        void suffer(FailingServer failing) {
            double before = failing.metric("process_cpu_seconds_total");
            assertEquals(List.of(200, 200, 200, 200), failing.statuses(4, FailingServer.JSON));
            failing.awaitMetric(before + 0.2, "process_cpu_seconds_total");
            failing.awaitMetric(0.1, "http_request_duration_seconds_sum", "route", "/json");
        }
    },

    BLOCKED("blocked") {
        @Override
        void suffer(FailingServer failing) {
            List<CompletableFuture<Integer>> waiting = failing.begin(3, FailingServer.JSON);
            failing.awaitMetric(1, "http_workers_busy");
            failing.awaitEnd();
            assertEquals(List.of(200, 200, 200), waiting.stream().map(CompletableFuture::join).toList());
            failing.awaitMetric(0.5, "http_request_duration_seconds_sum", "route", "/json");
        }
    },

    MEMORY("memory") {
        @Override
        void suffer(FailingServer failing) {
            double limit = failing.metric("jvm_heap_limit_bytes");
            DoubleAccumulator used = new DoubleAccumulator(Math::max, 0);
            // On a busy machine there are few responses until the end, so the signal does not wait for them.
            Thread.ofPlatform().daemon().start(() -> {
                while (!failing.hasEnded()) {
                    used.accumulate(failing.metric("jvm_heap_used_bytes"));
                }
            });
            while (!failing.hasEnded()) {
                // No orders: H2, in the same heap, may lose a lock. A client may be lost (below), and wait in vain.
                List<CompletableFuture<Integer>> waiting = failing.begin(4, FailingServer.JSON);
                failing.await(() -> failing.hasEnded() || waiting.stream().allMatch(CompletableFuture::isDone),
                        "responses, or the end");
            }
            assertTrue(used.get() > limit / 2, used + " of " + limit);
            int leaked = Integer.parseInt(failing.awaitEnd().split(" ")[0]);
            assertTrue((leaked << 20) > limit / 2, leaked + " MiB of " + limit);
        }

        /** In the JDK, a thread of an HTTP client that lacks memory leaves its selector open; an accept, the socket. */
        @Override
        int lost() {
            return 16;
        }
    },

    DISK("disk") {
        @Override
        void suffer(FailingServer failing) {
            failing.statuses(5, FailingServer.JSON);
            failing.awaitMetric(5, "log_lines_dropped_total");
            failing.await(() -> failing.server()
                    .errorLines()
                    .stream()
                    .anyMatch(line -> line.startsWith("lines of the access log are lost (")), "the operator knows");
            failing.awaitEnd();
            double dropped = failing.metric("log_lines_dropped_total");
            failing.statuses(5, FailingServer.JSON);
            failing.server().awaitIdle();
            assertEquals(dropped, failing.metric("log_lines_dropped_total"));
        }
    },

    DESCRIPTORS("descriptors") {
        @Override
        void suffer(FailingServer failing) {
            while (!failing.hasEnded()) {
                failing.status(FailingServer.JSON);
            }
            assertTrue(failing.server().errorLines().stream().anyMatch(line -> line.startsWith("cannot accept (")));
        }
    },

    SLOW("dependency:payments:slow"), RESET("dependency:payments:reset"), GARBAGE("dependency:payments:garbage"),
    SILENT("dependency:payments:silent"), VANISHED("partition:payments"),

    SILENT_PRICES("dependency:pricing:silent") {
        @Override
        void suffer(FailingServer failing) {
            expectFailures(failing, "pricing", FailingServer.ORDER);
        }
    },

    GARBAGE_PRICES("dependency:pricing:garbage") {
        @Override
        void suffer(FailingServer failing) {
            expectFailures(failing, "pricing", FailingServer.ORDER);
        }
    },

    GARBAGE_CATALOG("dependency:catalog:garbage") {
        @Override
        void suffer(FailingServer failing) {
            expectFailures(failing, "catalog", FailingServer.product());
        }
    },

    VANISHED_CATALOG("partition:catalog") {
        @Override
        void suffer(FailingServer failing) {
            expectFailures(failing, "catalog", FailingServer.product());
        }
    },

    OVERLOAD("overload") {
        @Override
        void suffer(FailingServer failing) {
            expectRejections(failing);
        }
    },

    STORM("retry-storm") {
        @Override
        void suffer(FailingServer failing) {
            expectRejections(failing);
        }
    };

    private static final Set<Integer> FAILURES = Set.of(502, 503, 504);

    final String flag;

    Kind(String flag) {
        this.flag = flag;
    }

    /** Returns how the failure is called in the server's lines. */
    String title() {
        return flag.split(":")[0];
    }

    boolean pays() {
        return flag.contains("payments");
    }

    /** Returns how many descriptors may be lost. */
    int lost() {
        return 2;
    }

    /** Does what clients do while the server fails, and looks at the signals. */
    void suffer(FailingServer failing) {
        expectFailures(failing, "payments", FailingServer.PAYMENT);
    }

    /** Each request fails in time, until the breaker is open. From then on, the last prices are good enough. */
    private static void expectFailures(FailingServer failing, String upstream, String request) {
        for (int i = 0; failing.metric("upstream_breaker_opened_total", "upstream", upstream) < 1; i++) {
            assertTrue(i < Limits.PATIENCE.toSeconds(), "the breaker opens");
            List<Integer> statuses = failing.statuses(8, request);
            assertTrue(FAILURES.stream().anyMatch(statuses::contains), statuses::toString);
            assertTrue(statuses.stream()
                    .allMatch(status -> FAILURES.contains(status) || status == 201
                            && upstream.equals("pricing")),
                    statuses::toString);
        }
        assertTrue(failing.metricsOfBreakers().contains("open") || failing.metricsOfBreakers().contains("half-open"));
    }

    private static void expectRejections(FailingServer failing) {
        failing.await(
                () -> failing.metric("http_requests_shed_total") + failing.metric("http_connections_rejected_total")
                        > 0,
                "requests are turned away");
        String[] ended = failing.awaitEnd().split(" ");
        int served = Integer.parseInt(ended[0]);
        assertTrue(served > 0 && served < Integer.parseInt(ended[2]), String.join(" ", ended));
    }
}
