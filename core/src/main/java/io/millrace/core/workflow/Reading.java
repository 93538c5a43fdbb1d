package io.millrace.core.workflow;

import io.millrace.core.shared.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a workflow's text.
 *
 * @param definition present as soon as the text has an id; complete only when there are no problems, until then what
 *     could not be read is left out
 * @param positions where everything stands
 * @param problems all that is wrong with the form of the text; what it means is the {@link Validator}'s matter
 * @param whole whether all of the text was read. One with too many steps, triggers or tags is read up to the limit, and
 *     what it means is not worth asking
 */
public record Reading(Optional<Definition> definition, Positions positions, List<Problem> problems, boolean whole) {}
