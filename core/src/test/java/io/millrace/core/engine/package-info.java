/**
 * What the tests of the engine share: one coherent store in memory, rows to put into it, and an engine that is cranked by
 * hand. It is used by the contract suites of the ports and by whatever turns the engine without waiting.
 */
@NullMarked
package io.millrace.core.engine;

import org.jspecify.annotations.NullMarked;
