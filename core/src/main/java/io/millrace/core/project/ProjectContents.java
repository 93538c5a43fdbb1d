package io.millrace.core.project;

import java.util.List;

/** What is inside a project. */
@FunctionalInterface
public interface ProjectContents {
    /** What would be lost with the project, in words: "3 workflows", "1 connection". Empty when it is empty. */
    List<String> of(String project);
}
