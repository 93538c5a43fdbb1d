/**
 * Lanes: how many may be under way at once, how many may begin in a time, and when nobody may. Pure values and the port
 * that finds lanes whose time has come.
 *
 * <p>It knows neither tasks nor executions: who takes a slot, and who is let in next, is decided by whoever holds the
 * lane's row locked.
 */
@NullMarked
package io.millrace.core.lane;

import org.jspecify.annotations.NullMarked;
