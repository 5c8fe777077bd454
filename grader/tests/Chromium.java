package grader.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A Chromium without a window, driven by its DevTools protocol: it opens files, presses keys, and notes what goes wrong. */
final class Chromium implements AutoCloseable, WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 60;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Integer> KEYS =
            Map.of("Tab", 9, "Enter", 13, " ", 32, "ArrowUp", 38, "ArrowDown", 40, "t", 84);

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    /** Where a Chromium is on this machine, if there is one. */
    static Optional<Path> command() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable).findFirst();
    }

    /** @param profile an empty folder in another one, which the browser may write to as well */
    Chromium(Path command, Path profile) throws IOException, InterruptedException {
        ProcessBuilder start = new ProcessBuilder(command.toString(), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        start.environment().put("TMPDIR", profile.getParent().toString());      // for the socket that it leaves there
        process = start.start();
        BufferedReader words = process.errorReader();
        String line;
        do {
            line = words.readLine();
        } while (line != null && !line.startsWith("DevTools listening on "));
        if (line == null) {
            throw new IOException(command + " does not start");
        }
        Thread.ofVirtual().start(() -> words.lines().forEach(ignored -> { }));
        String host = URI.create(line.substring(line.lastIndexOf(' ') + 1)).getAuthority();
        HttpRequest tabs = HttpRequest.newBuilder(URI.create("http://" + host + "/json/list")).build();
        JsonNode tab = JSON.readTree(http.send(tabs, HttpResponse.BodyHandlers.ofString()).body()).get(0);
        socket = http.newWebSocketBuilder().buildAsync(URI.create(tab.get("webSocketDebuggerUrl").asText()), this).join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", Map.of());
        }
    }

    void open(Path page) {
        loaded = new CompletableFuture<>();
        send("Page.navigate", Map.of("url", page.toUri().toString()));
        loaded.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** The value of an expression of JavaScript. */
    JsonNode js(String expression) {
        JsonNode answer = send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    void press(String key) {
        String typed = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
        for (String type : List.of("keyDown", "keyUp")) {
            send("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "windowsVirtualKeyCode", KEYS.get(key),
                    "text", type.equals("keyDown") ? typed : ""));
        }
    }

    /** Presses Tab until what `selector` means has the focus. */
    void tabTo(String selector) {
        for (int i = 0; i < 500; i++) {
            if (js("document.activeElement.matches('" + selector + "')").asBoolean()) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("the keyboard does not get to " + selector);
    }

    /** Errors of scripts and of the console, and requests for anything but files. */
    List<String> problems() {
        return problems;
    }

    private JsonNode send(String method, Map<String, Object> params) {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(JSON.valueToTree(Map.of("id", id, "method", method, "params", params)).toString(), true).join();
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
        text.append(part);
        if (whole) {
            try {
                told(JSON.readTree(text.toString()));
            } catch (IOException invalid) {
                problems.add("no JSON: " + text);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void told(JsonNode message) {
        JsonNode params = message.path("params");
        String url = params.path("request").path("url").asText();
        switch (message.path("method").asText()) {
            case "" -> answers.remove(message.get("id").asInt()).complete(message.path("result"));
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown" -> problems.add(params.toString());
            case "Log.entryAdded" -> problems.add(params.toString());
            case "Network.requestWillBeSent" -> {
                if (!url.matches("(file|data|about):.*")) {
                    problems.add("a request for " + url);
                }
            }
            default -> { }      // of no interest
        }
    }

    /** Returns when all its processes have ended, so that none writes into the profile any more. */
    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        process.destroy();
        for (ProcessHandle one : all) {
            one.onExit().completeOnTimeout(one, PATIENCE_SECONDS, TimeUnit.SECONDS).join().destroyForcibly();
        }
    }
}
