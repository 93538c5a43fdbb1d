/**
 * The catcher: addresses that record whatever is sent to them, so that anybody can look at a request, or try an action,
 * without an account anywhere. It may not know workflows, events or verification; what it catches starts nothing.
 */
@NullMarked
package io.millrace.core.catcher;

import org.jspecify.annotations.NullMarked;
