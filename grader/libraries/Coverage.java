//DEPS org.jacoco:org.jacoco.core:0.8.14
//DEPS org.jacoco:org.jacoco.agent:0.8.14:runtime

// Which lines of a check are reached.
