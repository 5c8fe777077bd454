//DEPS org.eclipse.jetty:jetty-server:12.1.13
//DEPS org.slf4j:slf4j-nop:2.0.17

// Jetty: a server to grade and to compare with, and its parser.
