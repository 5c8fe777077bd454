//DEPS com.networknt:json-schema-validator:1.5.6

// What only the project's own tests need.
