package io.millrace.store;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the database is: a file in the data folder, or a PostgreSQL server. */
public sealed interface DatabaseLocation {
    /** @param folder holds {@code millrace.db} and the lock file; made when missing */
    record Sqlite(Path folder) implements DatabaseLocation {
        /** Whether there is a database already, rather than one to be made. */
        public boolean exists() {
            return Files.exists(folder.resolve(SqliteDatabase.FILE));
        }
    }

    /** A PostgreSQL database; {@code jdbcUrl} holds no credentials. */
    record Postgres(String jdbcUrl, Optional<String> user, Optional<String> password) implements DatabaseLocation {
        /** Host, port and name, for messages; options may hold what is nobody's business. */
        String place() {
            return jdbcUrl.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*$", "");
        }

        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    /**
     * Reads the configuration value {@code database}: empty for SQLite in the data folder, or {@code
     * postgresql://user:password@host:port/name?option=value}.
     *
     * @throws MillraceException {@code configuration_invalid} that names the key and never repeats the password
     */
    static DatabaseLocation parse(String value, Path dataFolder) {
        if (value.isBlank() || value.equals("sqlite")) {
            return new Sqlite(dataFolder);
        }
        try {
            URI uri = new URI(value);
            String scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("postgresql") || scheme.equals("postgres")) && uri.getRawAuthority() != null) {
                return postgres(uri);
            }
        } catch (URISyntaxException e) {
            // told below, without the text: it may hold a password
        }
        throw new MillraceException(
                ErrorCode.CONFIGURATION_INVALID,
                "The value of 'database' is neither 'sqlite' nor of the form postgresql://user:password@host:5432/name.");
    }

    private static DatabaseLocation postgres(URI uri) {
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String hosts = authority.substring(at + 1);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String jdbcUrl = "jdbc:postgresql://" + hosts + uri.getRawPath() + query;
        if (at < 0) {
            return new Postgres(jdbcUrl, Optional.empty(), Optional.empty());
        }
        String[] credentials = authority.substring(0, at).split(":", 2);
        return new Postgres(
                jdbcUrl,
                Optional.of(decode(credentials[0])),
                credentials.length == 2 ? Optional.of(decode(credentials[1])) : Optional.empty());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
