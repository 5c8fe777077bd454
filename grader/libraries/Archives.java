//DEPS org.apache.commons:commons-compress:1.28.0

// Submissions that are archives.
