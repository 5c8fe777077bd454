//DEPS org.pitest:pitest:1.30.2
//DEPS org.pitest:pitest-entry:1.30.2
//DEPS org.vineflower:vineflower:1.11.1

// Systematic mutants: PIT makes the classes, and leaves out what is no mistake of the source; Vineflower shows them as Java.
