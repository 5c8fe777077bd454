//DEPS io.github.java-diff-utils:java-diff-utils:4.16

// How two texts differ, for `course solution`.
