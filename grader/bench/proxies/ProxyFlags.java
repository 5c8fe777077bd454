package grader.bench.proxies;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The command line of a proxy: `--port 8080 --backend-port 9000`, and for TLS `--tls-port 8443 --tls FOLDER`, where the
 * certificate and its key are in `default.crt` and `default.key`. Other flags count for nothing.
 *
 * @param port where it listens on 127.0.0.1; 0 for any that is free
 * @param backend the port of its backend, on 127.0.0.1
 * @param securePort where it speaks TLS; 0 for nowhere
 * @param folder of the certificate; null if there is none
 */
record ProxyFlags(int port, int backend, int securePort, Path folder) {

    static final String HOST = "127.0.0.1";

    /** Bad flags end the program with one line and exit code 2. */
    static ProxyFlags of(String[] args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            values.put(args[i], args[i + 1]);
        }
        int backend = number(values, "--backend-port");
        if (backend == 0) {
            throw wrong("--backend-port is missing: give the port of a server on 127.0.0.1");
        }
        return new ProxyFlags(number(values, "--port"), backend, number(values, "--tls-port"),
                values.containsKey("--tls") ? Path.of(values.get("--tls")) : null);
    }

    private static int number(Map<String, String> values, String flag) {
        String value = values.getOrDefault(flag, "0");
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 0xFFFF) {
            throw wrong(flag + " " + value + " is no port: give a number from 0 to 65535");
        }
        return Integer.parseInt(value);
    }

    private static IllegalArgumentException wrong(String message) {
        System.err.println(message);
        System.exit(2);
        return new IllegalArgumentException(message);
    }

    File certificate() {
        return folder.resolve("default.crt").toFile();
    }

    File key() {
        return folder.resolve("default.key").toFile();
    }

    /** Says that the proxy accepts connections now, on this port. */
    void listening(String name, int port) {
        System.out.println(name + " listening on http://" + HOST + ":" + port);
        System.out.flush();
    }
}
