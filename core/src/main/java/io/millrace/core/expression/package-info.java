/**
 * The expression language: CEL conditions and templates, compiled and checked against JSON Schemas, evaluated within
 * bounds. It knows neither workflows nor tools; whoever compiles says which names are visible.
 *
 * <p>The way of an expression: {@link io.millrace.core.expression.TemplateText} finds it in a text,
 * {@link io.millrace.core.expression.Scope} checks it against the types of {@link io.millrace.core.expression.SchemaTypes}
 * after {@link io.millrace.core.expression.Guards} made its loops and literals countable, and
 * {@link io.millrace.core.expression.Program} evaluates it under a {@link io.millrace.core.expression.Meter}. Data is seen
 * through {@link io.millrace.core.expression.JsonView} and leaves as plain JSON values.
 */
@NullMarked
package io.millrace.core.expression;

import org.jspecify.annotations.NullMarked;
