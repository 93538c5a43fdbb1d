/**
 * Schemes of signing and verifying messages: keyed hashes and Standard Webhooks. It is pure: bytes and keys in, texts and
 * answers out. It may not know where a message came from, what time it is, or how a key is stored.
 */
@NullMarked
package io.millrace.core.signature;

import org.jspecify.annotations.NullMarked;
