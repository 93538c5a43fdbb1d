/**
 * E-mail: composing a message and handing it to an SMTP server over a socket from the egress, or to the project's catcher.
 * It opens no connection by itself.
 */
@NullMarked
package io.millrace.tools.email;

import org.jspecify.annotations.NullMarked;
