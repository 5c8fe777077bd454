//DEPS io.netty:netty-bom:4.2.20.Final@pom
//DEPS io.netty:netty-codec-http

// Netty: a server to compare with, and its parser.
