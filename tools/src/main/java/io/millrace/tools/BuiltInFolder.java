package io.millrace.tools;

import io.millrace.sdk.ToolPackage;
import java.io.InputStream;
import java.util.Optional;

/**
 * A tool's folder among the resources of this module.
 *
 * @param name the folder's name, which is the tool's
 */
record BuiltInFolder(String name) implements ToolPackage {
    @Override
    public Optional<InputStream> open(String path) {
        return Optional.ofNullable(BuiltInFolder.class.getResourceAsStream(name + "/" + path));
    }

    /** The tests of this module compile every expression of every manifest. */
    @Override
    public boolean verifiedAtBuild() {
        return true;
    }
}
