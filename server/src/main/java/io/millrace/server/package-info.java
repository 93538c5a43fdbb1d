/**
 * The HTTP server as a whole: the socket, its limits, its start and its graceful end. It knows routes, and nothing of what
 * they do.
 */
@NullMarked
package io.millrace.server;

import org.jspecify.annotations.NullMarked;
