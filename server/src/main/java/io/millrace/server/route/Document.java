package io.millrace.server.route;

/** A body that is already written: a file, a feed, a page. @param contentType with its charset where it is text */
public record Document(String contentType, byte[] content) {}
