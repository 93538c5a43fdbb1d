/**
 * The one table of routes and what every request goes through: matching, who asks, what they may, reading the body within
 * its limit, answering, and errors as problem details. It knows no feature; handlers bring those.
 */
@NullMarked
package io.millrace.server.route;

import org.jspecify.annotations.NullMarked;
