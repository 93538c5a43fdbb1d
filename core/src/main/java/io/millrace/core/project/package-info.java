/** Projects, the boundary between tenants: their names and life. It knows nothing of what is inside one but that there is something. */
@NullMarked
package io.millrace.core.project;

import org.jspecify.annotations.NullMarked;
