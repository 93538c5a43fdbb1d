/** Ids, JSON values, paging, problems and error codes: the few words every feature uses. It knows no feature. */
@NullMarked
package io.millrace.core.shared;

import org.jspecify.annotations.NullMarked;
