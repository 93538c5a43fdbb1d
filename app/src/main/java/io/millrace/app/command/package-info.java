/**
 * The command line. It owns what people type and read: options, tables, exit codes. Apart from starting a server it knows
 * Millrace only through the HTTP API, as any other client does.
 */
@NullMarked
package io.millrace.app.command;

import org.jspecify.annotations.NullMarked;
