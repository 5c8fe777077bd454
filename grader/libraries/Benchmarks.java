//SOURCES Netty.java
//SOURCES Servers.java
//DEPS org.openjdk.jmh:jmh-core:1.37
//DEPS org.openjdk.jmh:jmh-generator-annprocess:1.37
//DEPS org.microhttp:microhttp:0.11
//DEPS com.github.ben-manes.caffeine:caffeine:3.3.1
//DEPS com.zaxxer:HikariCP:7.1.0
//DEPS io.github.resilience4j:resilience4j-circuitbreaker:2.4.0

// What lab parts are measured with, and against: JMH, parsers of other Java servers,
// another cache, another pool of connections, and another breaker.
