/**
 * Proofs of durability: real servers in processes of their own are killed, stopped and traced under load, and what the
 * clients and the called tool have seen is reconciled with what the server tells afterwards. Knows the server by its HTTP
 * API and its process only.
 */
@NullMarked
package io.millrace.verify.crash;

import org.jspecify.annotations.NullMarked;
