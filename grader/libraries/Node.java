//DEPS com.microsoft.playwright:driver-bundle:1.62.0@fatjar

// Node, which Playwright's driver runs on, for machines without it: ./jbang run --sources grader/libraries/Node.java verify
