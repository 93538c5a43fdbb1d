package io.millrace.tools;

import io.millrace.sdk.ToolPackage;
import io.millrace.tools.email.EmailTool;
import java.util.List;

/** The tools that come with Millrace. */
public final class BuiltInTools {
    private BuiltInTools() {}

    /** All of them, in the order of their names. */
    public static List<ToolPackage> all() {
        return List.of(
                new BuiltInFolder("discord"),
                new EmailTool(new BuiltInFolder("email")),
                new BuiltInFolder("github"),
                new BuiltInFolder("http"),
                new BuiltInFolder("slack"));
    }
}
