/**
 * The built-in tools: a folder of resources each, with code only where a protocol is no HTTP API. They know the SDK and
 * nothing else, like any plugin.
 */
@NullMarked
package io.millrace.tools;

import org.jspecify.annotations.NullMarked;
