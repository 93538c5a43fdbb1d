/**
 * Units of work, the rows they lock, the changes they decide on, and the group commit that makes them durable.
 *
 * <p>It owns the shape of the hot rows and the legal states of an execution. It knows nothing of workflows: what a unit
 * decides is the business of whoever wrote it.
 */
@NullMarked
package io.millrace.core.ledger;

import org.jspecify.annotations.NullMarked;
