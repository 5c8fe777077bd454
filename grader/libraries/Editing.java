//DEPS org.mvnpm:codemirror:6.0.1
//DEPS org.mvnpm.at.codemirror:lang-java:6.0.2

// The studio's editor, CodeMirror 6: scripts in jars, so that nothing has to be built or fetched by a browser.
