//DEPS org.junit:junit-bom:6.1.3@pom
//DEPS org.junit.jupiter:junit-jupiter
//DEPS org.junit.platform:junit-platform-launcher
//DEPS io.rest-assured:rest-assured:6.0.1
//DEPS org.wiremock:wiremock:3.13.2
//DEPS org.slf4j:slf4j-nop:2.0.17
//DEPS commons-io:commons-io:2.20.0

// What checks are made of: JUnit Jupiter, REST-assured, WireMock. commons-io bounds what a server says to its watched
// database; WireMock brings along a version that is too old.
