/**
 * A simulation of whole installations: several servers, their store, the tools they call and the people who use them, on one
 * thread and decided by one seed. It owns the faults, and the rules that must hold in spite of them; those it works out from
 * what was stored, by itself, and never by asking the engine.
 */
@NullMarked
package io.millrace.core.simulation;

import org.jspecify.annotations.NullMarked;
