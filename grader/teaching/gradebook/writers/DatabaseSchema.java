package grader.teaching.gradebook.writers;

/** The tables of gradebook.sqlite. Its comments are in the database, too: `.schema` of sqlite3 shows them. */
final class DatabaseSchema {

    static final String SQL = """
            CREATE TABLE labs (
              lab TEXT PRIMARY KEY,
              title TEXT NOT NULL,
              weight REAL NOT NULL,
              due TEXT -- with its offset, as 2026-12-01T23:59+01:00
            );

            CREATE TABLE learners (
              name TEXT PRIMARY KEY,
              total REAL -- null: a lab that counts is missing
            );

            -- One row per learner and lab.
            CREATE TABLE scores (
              name TEXT NOT NULL REFERENCES learners,
              lab TEXT NOT NULL REFERENCES labs,
              state TEXT NOT NULL CHECK (state IN ('scored', 'missing', 'not submitted')),
              points REAL, -- with penalty and extra points; null: missing because of a grader error
              percent REAL, -- of the attempt that counts, without them
              attempt TEXT,
              submitted TEXT,
              late TEXT,
              penalty REAL NOT NULL,
              extra REAL NOT NULL,
              reasons TEXT NOT NULL, -- of the extra points
              PRIMARY KEY (name, lab)
            );

            -- One row per recorded result.
            CREATE TABLE attempts (
              name TEXT NOT NULL REFERENCES learners,
              lab TEXT NOT NULL REFERENCES labs,
              attempt TEXT NOT NULL,
              submitted TEXT,
              earned INTEGER, -- null: missing because of a grader error
              checkable INTEGER NOT NULL,
              problem TEXT NOT NULL,
              content TEXT NOT NULL,
              file TEXT NOT NULL,
              PRIMARY KEY (name, lab, attempt)
            );

            -- The checks that failed in an attempt that counts.
            CREATE TABLE failures (
              lab TEXT NOT NULL REFERENCES labs,
              check_id TEXT NOT NULL,
              says TEXT NOT NULL,
              rule TEXT NOT NULL,
              failed INTEGER NOT NULL,
              not_reached INTEGER NOT NULL,
              attempts INTEGER NOT NULL,
              PRIMARY KEY (lab, check_id)
            );
            """;

    private DatabaseSchema() {}
}
