/** Planted: connections. */
@NullMarked
package io.millrace.verify.planted.core.connection;

import org.jspecify.annotations.NullMarked;
