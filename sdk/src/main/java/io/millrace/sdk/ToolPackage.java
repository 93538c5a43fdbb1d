package io.millrace.sdk;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A tool as it is delivered: a folder with {@code tool.yaml}, {@code icon.svg} and {@code docs.md}, and code where a protocol needs it. */
public interface ToolPackage {
    /** The folder's name, which is the tool's name. */
    String name();

    /** Where people find the folder; stands in messages about it. */
    default String location() {
        return name();
    }

    /** Opens a file of the folder by its relative path; empty when there is none. The caller closes it. */
    Optional<InputStream> open(String path);

    /** The actions that are code, by name; the manifest describes the others. */
    default Map<String, Action> code() {
        return Map.of();
    }

    /** The look-ups that are code, by the name of their action; the manifest describes the others. */
    default Map<String, LookUp> lookUps() {
        return Map.of();
    }

    /** The connection test, when it is code. */
    default Optional<ConnectionTest> connectionTest() {
        return Optional.empty();
    }

    /**
     * Whether every expression of the manifest was compiled when the package was built, so that loading need not do it
     * again. Only packages delivered with Millrace say so; their tests hold them to it.
     */
    default boolean verifiedAtBuild() {
        return false;
    }

    /** A connection test in code; see {@link Tool#test}. */
    @FunctionalInterface
    interface ConnectionTest {
        String test(ActionCall call) throws ToolException;
    }
}
