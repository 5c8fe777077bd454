//DEPS info.picocli:picocli:4.7.7
//DEPS com.fasterxml.jackson.core:jackson-databind:2.20.1
//DEPS com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.20.1
//DEPS com.h2database:h2:2.5.252
//DEPS org.postgresql:postgresql:42.7.13
//DEPS org.checkerframework:checker-qual:3.55.1
//DEPS org.jsoup:jsoup:1.22.2

// Command lines, data files and HTML, and the databases of lab 10, with what they bring along. The files of this folder are the one place where versions are pinned:
// a program takes what it needs by //SOURCES, which hands on these directives.
