//DEPS org.openjdk.jmh:jmh-core:1.37
//DEPS org.openjdk.jmh:jmh-generator-annprocess:1.37
//DEPS org.microhttp:microhttp:0.11
//DEPS io.netty:netty-bom:4.2.7.Final@pom
//DEPS io.netty:netty-codec-http
//DEPS org.eclipse.jetty:jetty-http:12.1.3
//DEPS com.github.ben-manes.caffeine:caffeine:3.3.1
//DEPS com.zaxxer:HikariCP:7.1.0
//DEPS org.slf4j:slf4j-nop:2.0.17

// What lab parts are measured with, and against: JMH, parsers of other Java servers,
// another cache, and another pool of connections.
