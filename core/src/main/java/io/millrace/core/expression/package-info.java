/**
 * The expression language: CEL conditions and templates, compiled and checked against JSON Schemas, evaluated within
 * bounds. It knows neither workflows nor tools; whoever compiles says which names are visible.
 */
@NullMarked
package io.millrace.core.expression;

import org.jspecify.annotations.NullMarked;
