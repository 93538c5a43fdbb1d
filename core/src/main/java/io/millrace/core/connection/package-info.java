/**
 * Connections and variables: their encryption, checking, health, and the masking of what must not be recorded. The only
 * holder of plaintext secrets; others get them as {@code Sensitive}, for one attempt. It knows tools by the schemas of
 * their connection kinds, and no workflow, execution or HTTP.
 */
@NullMarked
package io.millrace.core.connection;

import org.jspecify.annotations.NullMarked;
