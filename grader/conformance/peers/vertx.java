//JAVA 25+
//SOURCES ../../libraries/Vertx.java
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
//SOURCES Address.java
//SOURCES Content.java
//SOURCES DateField.java
//SOURCES Route.java
//SOURCES Pump.java
//SOURCES VertxHandler.java
//COMPILE_OPTIONS -Xlint:all,-classfile -Werror

package grader.conformance.peers;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vert.x with lab 07's routes: a verticle a processor, as its manual scales a server. Handlers run on the loops; it has
 * neither a router nor a Date.
 */
class vertx {

    /** Its verticles share a port that the system chooses, if it is asked for so. */
    private static final int ANY_SHARED_PORT = -1;

    public static void main(String[] args) throws Exception {
        Address address = Address.of(args);
        AtomicInteger port = new AtomicInteger();
        int instances = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(() -> new VerticleBase() {
            @Override
            public Future<HttpServer> start() {
                return vertx.createHttpServer()
                        .requestHandler(new VertxHandler(vertx))
                        .listen(address.port() == 0 ? ANY_SHARED_PORT : address.port(), address.host())
                        .onSuccess(server -> port.set(server.actualPort()));
            }
        }, new DeploymentOptions().setInstances(instances)).await();
        address.listening("vertx", port.get());
    }
}
