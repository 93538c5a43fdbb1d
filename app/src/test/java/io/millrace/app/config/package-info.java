/** Tests of reading the configuration, and what renders its page of the documentation. It may not start a server. */
@NullMarked
package io.millrace.app.config;

import org.jspecify.annotations.NullMarked;
