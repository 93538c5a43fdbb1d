/**
 * The one guarded way out: every request of a tool and every socket a tool opens is vetted, bounded and recorded here.
 *
 * <p>It knows the sdk and nothing else of Millrace: no workflow, no storage, no configuration file. A hidden text is turned
 * into characters only when a request is written, and is masked in everything that is recorded or said.
 */
@NullMarked
package io.millrace.egress;

import org.jspecify.annotations.NullMarked;
