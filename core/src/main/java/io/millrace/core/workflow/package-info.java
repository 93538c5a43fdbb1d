/**
 * What people write: definitions, their drafts and immutable versions, validation, and the plan of what runs next. It is
 * pure but for its store port, and knows nothing of executions or queues.
 */
@NullMarked
package io.millrace.core.workflow;

import org.jspecify.annotations.NullMarked;
