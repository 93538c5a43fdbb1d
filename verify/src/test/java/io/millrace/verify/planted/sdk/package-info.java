/** Planted: what tools see. */
@NullMarked
package io.millrace.verify.planted.sdk;

import org.jspecify.annotations.NullMarked;
