//DEPS org.xerial:sqlite-jdbc:3.54.1.0

// SQLite, for gradebooks, 12 MB. No program names this file: `grade gradebook` has JBang resolve it when it needs it.
