//JAVA 25+
//SOURCES ../../libraries/Vertx.java
//SOURCES ProxyFlags.java
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
//COMPILE_OPTIONS -Xlint:all,-classfile -Werror

package grader.bench.proxies;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.httpproxy.ForwardedHeadersOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** Vert.x' own reverse proxy, a verticle per processor; TLS by the JDK's engine, which is what it has by itself. */
class vertxproxy {

    /** Its verticles share a port that the system chooses, if it is asked for so. */
    private static final int ANY_SHARED_PORT = -1;
    private static final int CONNECTIONS = 1000;
    private static final int IDLE_SECONDS = 600;

    public static void main(String[] args) throws Exception {
        ProxyFlags flags = ProxyFlags.of(args);
        AtomicInteger port = new AtomicInteger();
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(() -> new VerticleBase() {
            @Override
            public Future<?> start() {
                HttpProxy proxy = proxy(vertx, flags.backend());
                Future<?> plain = vertx.createHttpServer()
                        .requestHandler(proxy)
                        .listen(flags.port() == 0 ? ANY_SHARED_PORT : flags.port(), ProxyFlags.HOST)
                        .onSuccess(server -> port.set(server.actualPort()));
                return flags.securePort() == 0 ? plain
                        : plain.compose(server -> vertx.createHttpServer(secure(flags))
                                .requestHandler(proxy)
                                .listen(flags.securePort(), ProxyFlags.HOST));
            }
        }, new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors())).await();
        flags.listening("vertxproxy", port.get());
    }

    private static HttpProxy proxy(Vertx vertx, int backend) {
        return HttpProxy.reverseProxy(
                new ProxyOptions()
                        .setForwardedHeadersOptions(new ForwardedHeadersOptions().setEnabled(true)),
                vertx.createHttpClient(new HttpClientOptions().setKeepAliveTimeout(IDLE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(CONNECTIONS)))
                .origin(backend, ProxyFlags.HOST);
    }

    private static HttpServerOptions secure(ProxyFlags flags) {
        return new HttpServerOptions().setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions().addCertPath(flags.certificate().toString())
                        .addKeyPath(flags.key().toString()));
    }
}
