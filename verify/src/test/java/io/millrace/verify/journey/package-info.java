/**
 * What users can do, shown from the outside: a real server in this process, real stores, real sockets, and everything through
 * the HTTP API. It owns a small client of its own and the stand-ins of the tools' servers. The
 * product's code is known to {@code Installation}, which starts it, and to {@code DocumentationTest}, which types commands.
 */
@NullMarked
package io.millrace.verify.journey;

import org.jspecify.annotations.NullMarked;
