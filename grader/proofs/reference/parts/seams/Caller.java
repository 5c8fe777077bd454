package parts;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Plays a scenario, or opens a server and returns where it is; as a program it prints what comes of a scenario. */
public final class Caller implements Function<String, String>, java.io.Closeable {

    private static final long LARGE = 5L << 29;         // more than an int has

    private Server server;

    public static void main(String[] args) throws Exception {
        IO.println(args[0].matches("\\d+") ? SeamScenarios.streams(Long.parseLong(args[0]))
                : new Caller().apply(args[0]));
    }

    @Override
    public String apply(String scenario) {
        try {
            return switch (scenario) {
                case "stopsAccepting" -> SeamScenarios.stopsAccepting(TestServer::blocking);
                case "loopStopsAccepting" -> SeamScenarios.stopsAccepting(TestServer::loop);
                case "hybridStopsAccepting" -> SeamScenarios.stopsAccepting(TestServer::hybrid);
                case "loopServesThoseThatWait" -> SeamScenarios.servesThoseThatWait(TestServer::loop);
                case "loopRunsTasksAfterALongTurn" -> SeamScenarios.runsTasksAfterALongTurn();
                case "tellsOuterLayers" -> SeamScenarios.tellsOuterLayers();
                case "knowsHowItEnded" -> OutcomeScenarios.knowsHowItEnded(TestServer::blocking);
                case "loopKnowsHowItEnded" -> OutcomeScenarios.knowsHowItEnded(TestServer::loop);
                case "hybridKnowsHowItEnded" -> OutcomeScenarios.knowsHowItEnded(TestServer::hybrid);
                case "bodiesShareABudget" -> BudgetScenarios.bodiesShareABudget();
                case "outlastsFullMemory" -> BudgetScenarios.outlastsFullMemory();
                case "splitsLists" -> SeamScenarios.splitsLists();
                case "sendsTwoOfOneName" -> SeamScenarios.sendsTwoOfOneName();
                case "interruptsHandlers" -> SeamScenarios.interruptsHandlers(TestServer::blocking);
                case "hybridInterruptsHandlers" -> SeamScenarios.interruptsHandlers(TestServer::hybrid);
                case "endsContentWithoutPieces" -> SeamScenarios.endsContentWithoutPieces(TestServer::blocking);
                case "loopEndsContentWithoutPieces" -> SeamScenarios.endsContentWithoutPieces(TestServer::loop);
                case "hybridEndsContentWithoutPieces" -> SeamScenarios.endsContentWithoutPieces(TestServer::hybrid);
                case "interruptsContentWithoutPieces" -> SeamScenarios.interruptsContentWithoutPieces();
                case "refillsWithoutWork" -> SeamScenarios.refillsWithoutWork();
                case "knowsWhenItWasAccepted" -> SeamScenarios.knowsWhenItWasAccepted();
                case "reusesConnections" -> PoolScenarios.reusesConnections();
                case "replacesBrokenConnections" -> PoolScenarios.replacesBrokenConnections();
                case "waitsOnceForConnections" -> PoolScenarios.waitsOnceForConnections();
                case "closesConnections" -> PoolScenarios.closesConnections();
                case "namesBorrowers" -> PoolScenarios.namesBorrowers();
                case "keepsConnectionsWithoutLease" -> PoolScenarios.keepsConnectionsWithoutLease();
                case "closesConnectionsWithoutReset" -> PoolScenarios.closesConnectionsWithoutReset();
                case "locksPathsApart" -> LockScenarios.locksPathsApart();
                case "handsOver" -> HandOverScenarios.handsOver(TestServer::blocking);
                case "threadHandsOver" -> HandOverScenarios.handsOver(TestServer::thread);
                case "virtualHandsOver" -> HandOverScenarios.handsOver(TestServer::virtual);
                case "loopHandsOver" -> HandOverScenarios.handsOver(TestServer::loop);
                case "hybridHandsOver" -> HandOverScenarios.handsOver(TestServer::hybrid);
                case "handsOverAnyCut" -> HandOverScenarios.handsOverAnyCut();
                case "handsNothingOver" -> HandOverScenarios.handsNothingOver();
                case "readsResponses" -> ResponseScenarios.readsResponses();
                case "passesFieldsOn" -> ResponseScenarios.passesFieldsOn();
                case "takesContentAsItArrives" -> StreamScenarios.takesContentAsItArrives(LARGE);
                case "pullsContent" -> StreamScenarios.pullsContent(LARGE);
                case "cancelsHandlers" -> CancelScenarios.cancelsHandlers(TestServer::blocking);
                case "threadsCancelsHandlers" -> CancelScenarios.cancelsHandlers(TestServer::thread);
                case "hybridCancelsHandlers" -> CancelScenarios.cancelsHandlers(TestServer::hybrid);
                case "dropsTheNextRequest" -> CancelScenarios.dropsTheNextRequest(TestServer::blocking);
                case "threadsDropsTheNextRequest" -> CancelScenarios.dropsTheNextRequest(TestServer::thread);
                case "hybridDropsTheNextRequest" -> CancelScenarios.dropsTheNextRequest(TestServer::hybrid);
                case "halfCloseCancelsNothing" -> CancelScenarios.halfCloseCancelsNothing(TestServer::blocking);
                case "threadsHalfCloseCancelsNothing" -> CancelScenarios.halfCloseCancelsNothing(TestServer::thread);
                case "hybridHalfCloseCancelsNothing" -> CancelScenarios.halfCloseCancelsNothing(TestServer::hybrid);
                case "keepsWhatCameMeanwhile" -> CancelScenarios.keepsWhatCameMeanwhile(TestServer::blocking);
                case "threadsKeepsWhatCameMeanwhile" -> CancelScenarios.keepsWhatCameMeanwhile(TestServer::thread);
                case "hybridKeepsWhatCameMeanwhile" -> CancelScenarios.keepsWhatCameMeanwhile(TestServer::hybrid);
                case "endsInputAfterUrgentData" -> CancelScenarios.endsInputAfterUrgentData();
                case "knowsTheDeadline" -> DeadlineScenarios.knowsTheDeadline(TestServer::blocking);
                case "loopKnowsTheDeadline" -> DeadlineScenarios.knowsTheDeadline(TestServer::loop);
                case "hybridKnowsTheDeadline" -> DeadlineScenarios.knowsTheDeadline(TestServer::hybrid);
                case "beginsNothing" -> DeadlineScenarios.beginsNothingAfterTheEnd(TestServer::blocking);
                case "loopBeginsNothing" -> DeadlineScenarios.beginsNothingAfterTheEnd(TestServer::loop);
                case "hybridBeginsNothing" -> DeadlineScenarios.beginsNothingAfterTheEnd(TestServer::hybrid);
                case "limitsUpstreams" -> DeadlineScenarios.limitsUpstreams();
                case "limitsLoads" -> DeadlineScenarios.limitsLoads();
                case "limitsTheDatabase" -> DeadlineScenarios.limitsTheDatabase();
                case "ordersAfterAnInterrupt" -> DeadlineScenarios.ordersAfterAnInterrupt();
                case "timesRequests" -> LimitScenarios.timesRequests();
                case "timesWhatWasSentAhead" -> LimitScenarios.timesWhatWasSentAhead();
                case "leavesTimeForTheLastResponse" -> LimitScenarios.leavesTimeForTheLastResponse();
                case "knowsWhatWasSentAhead" -> LimitScenarios.knowsWhatWasSentAhead();
                case "looksForItsClient" -> LimitScenarios.looksForItsClient(TestServer::blocking);
                case "threadsLookForTheirClients" -> LimitScenarios.looksForItsClient(TestServer::thread);
                case "limitsParts" -> LimitScenarios.limitsParts();
                case "saysWhenToComeBack" -> LimitScenarios.saysWhenToComeBack();
                case "servesAdminPages" -> AdminScenarios.servesAdminPages();
                case "servesAdminPagesWithoutCarriers" -> AdminScenarios.servesAdminPagesWithoutCarriers();
                default -> open(TestServer.open(TestServer::blocking, tls(Path.of(scenario)), 60_000,
                        List.of(new Route("GET", "/peer", Caller::peer))));
            };
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    private String open(Server server) {
        this.server = server;
        return server.url();
    }

    private static Response peer(Request request) {
        Peer peer = request.context().peer();
        return Response.text(200, (peer.isSecure() ? "secure, " : "") + peer.tls().serverName() + ", "
                + peer.tls().protocol() + "\n");
    }

    private static UnaryOperator<Function<Peer, Protocol>> tls(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        return TestServer.tls(keys, "secret".toCharArray());
    }

    @Override
    public void close() throws java.io.IOException {
        server.close();
    }
}
