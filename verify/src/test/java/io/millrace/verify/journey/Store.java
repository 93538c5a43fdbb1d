package io.millrace.verify.journey;

/** The databases Millrace runs on; each journey is made on all of them. */
enum Store {
    SQLITE,
    POSTGRESQL
}
