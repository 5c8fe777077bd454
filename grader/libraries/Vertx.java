//DEPS io.vertx:vertx-core:5.2.3
//DEPS io.vertx:vertx-http-proxy:5.2.3

// Vert.x: a server and a proxy to compare with.
