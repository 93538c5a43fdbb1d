/**
 * The one reader of YAML, and so of JSON that people write: values that know where they stand in their text, with limits on
 * size and depth and without what makes YAML surprising. It knows nothing of what the texts are about.
 */
@NullMarked
package io.millrace.core.yaml;

import org.jspecify.annotations.NullMarked;
