/** Planted: a tool. */
@NullMarked
package io.millrace.verify.planted.tools.chat;

import org.jspecify.annotations.NullMarked;
