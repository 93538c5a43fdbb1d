package io.millrace.sdk;

import java.util.Map;

/**
 * One way to connect to a tool, such as {@code bot_token}.
 *
 * @param name {@code [a-z][a-z0-9_]*}, unique in its tool
 * @param title what people read when they choose
 * @param description where to find the credentials; Markdown
 * @param config JSON Schema of the readable part (base URL, host, account)
 * @param secrets JSON Schema of the hidden part; an object whose properties are all texts
 */
public record ConnectionKind(
        String name, String title, String description, Map<String, Object> config, Map<String, Object> secrets) {}
