/**
 * The API's routes, one class per feature: parse, call a core service, render. It owns what the API's JSON looks like and
 * decides nothing else; whatever a route does is the core's doing.
 */
@NullMarked
package io.millrace.server.api;

import org.jspecify.annotations.NullMarked;
