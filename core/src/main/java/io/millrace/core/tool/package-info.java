/**
 * The catalogue of what plugins offer: tools as manifests or code, read, checked and made runnable.
 *
 * <p>It owns the manifest format, the way a manifest's action becomes a request and an answer becomes an output or an
 * error class, and the check of an input against an action's schema. It knows nothing of stored connections, workflows or
 * HTTP clients: credentials come in with the call and requests leave through the call's egress.
 */
@NullMarked
package io.millrace.core.tool;

import org.jspecify.annotations.NullMarked;
