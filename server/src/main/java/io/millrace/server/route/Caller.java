package io.millrace.server.route;

import io.millrace.core.access.Principal;
import java.util.Optional;

/** Who makes a request. @param session when they came with a cookie; empty when with a token */
record Caller(Principal principal, Optional<Identity.Session> session) {}
