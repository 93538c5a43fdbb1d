/**
 * Inbound webhooks: which address takes what, how a sender proves itself, and how a request becomes an occurrence. It
 * reveals the secrets of verification and nothing else does with them. It may not know workflows (it asks {@link
 * io.millrace.core.source.Routes}), storage (it hands over to {@link io.millrace.core.source.Inbox}) or HTTP servers; the
 * size of a body is limited by whoever reads it from the socket.
 */
@NullMarked
package io.millrace.core.source;

import org.jspecify.annotations.NullMarked;
