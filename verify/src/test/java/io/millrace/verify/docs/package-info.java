/** Tests of what people read: that pages name only what exists, that links lead somewhere, that nothing is left out. */
@NullMarked
package io.millrace.verify.docs;

import org.jspecify.annotations.NullMarked;
