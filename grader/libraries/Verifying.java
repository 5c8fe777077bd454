//DEPS org.commonmark:commonmark:0.27.0
//DEPS org.commonmark:commonmark-ext-gfm-tables:0.27.0

// What only the project's own tests need. Their JSON Schema validator is WireMock's, in its version.
