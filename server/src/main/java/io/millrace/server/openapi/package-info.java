/** What can be read off the table of routes: its description in OpenAPI 3.1. It knows routes and shapes, and no feature. */
@NullMarked
package io.millrace.server.openapi;

import org.jspecify.annotations.NullMarked;
