package grader.clients.upstream;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Puts gates between WireMock's answers and those who wait for them. A request is in the record before it waits. */
final class ResponseBarriers implements ServeEventListener {

    private final List<ResponseBarrier> gates = new CopyOnWriteArrayList<>();

    @Override
    public String getName() {
        return "gates";
    }

    ResponseBarrier put(ResponseBarrier gate) {
        gates.add(gate);
        return gate;
    }

    @Override
    public void beforeResponseSent(ServeEvent event, Parameters parameters) {
        String url = SamePath.normalized(event.getRequest().getUrl());
        String line = event.getRequest().getMethod() + " " + url;
        gates.stream()
                .filter(gate -> gate.holdsBack(url) || gate.holdsBack(line))
                .findFirst()
                .ifPresent(ResponseBarrier::pass);
    }

    void openAll() {
        gates.forEach(ResponseBarrier::close);
        gates.clear();
    }
}
