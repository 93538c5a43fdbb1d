/** Proofs of the guard: real sockets on the loopback address, a fake name server, and no patience above a second. */
@NullMarked
package io.millrace.egress;

import org.jspecify.annotations.NullMarked;
