/**
 * Reads the configuration: the shipped {@code millrace.yaml}, a file, the environment and the command line become checked
 * {@link io.millrace.app.config.Settings}. It may not start anything, and it never shows a value that may hold a secret.
 */
@NullMarked
package io.millrace.app.config;

import org.jspecify.annotations.NullMarked;
