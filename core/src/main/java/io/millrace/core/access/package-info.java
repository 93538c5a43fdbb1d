/** Who may do what: users, roles, API tokens, sessions, the first start. It knows no feature but by the name of its permission. */
@NullMarked
package io.millrace.core.access;

import org.jspecify.annotations.NullMarked;
