/** Tests of the command line as it is typed, against a server that answers what it is told to. */
@NullMarked
package io.millrace.app.command;

import org.jspecify.annotations.NullMarked;
