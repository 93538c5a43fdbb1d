@NullMarked
package io.millrace.core.lifecycle;

import org.jspecify.annotations.NullMarked;
