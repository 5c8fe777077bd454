//DEPS de.jplag:jplag:6.0.0
//DEPS de.jplag:java:6.0.0

// JPlag, for similar submissions. No program names this file: `grade similarity` has JBang resolve it when it needs it.
