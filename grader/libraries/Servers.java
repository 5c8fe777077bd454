//DEPS org.eclipse.jetty:jetty-server:12.1.13
//DEPS org.slf4j:slf4j-nop:2.0.17

// Another server, for the tests that grade it: Jetty.
