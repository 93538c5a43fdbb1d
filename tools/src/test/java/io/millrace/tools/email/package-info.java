/** E-mail against a real SMTP server and against servers that misbehave. */
@NullMarked
package io.millrace.tools.email;

import org.jspecify.annotations.NullMarked;
