//DEPS com.h2database:h2:2.5.252
//DEPS org.postgresql:postgresql:42.7.13

// The JDBC drivers that a lab with a database may use.
