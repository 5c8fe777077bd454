//DEPS org.apache.commons:commons-compress:1.28.0
//DEPS commons-io:commons-io:2.20.0

// Submissions that are archives. commons-io is named because other libraries bring along a version that is too old.
