package io.millrace.server.route;

/** A body that is read as text because its form is the feature's own, such as a workflow in YAML. */
public record TextBody(String text) {}
