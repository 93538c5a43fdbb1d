package io.millrace.app;

import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.tool.Catalogue;
import io.millrace.sdk.ToolPackage;
import io.millrace.sdk.ToolSpec;
import io.millrace.tools.BuiltInTools;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this installation has of tools: those that come with Millrace, and the operator's own from a folder. */
public final class InstalledTools {
    private static final Logger log = LoggerFactory.getLogger(InstalledTools.class);
    /** More than anybody writes by hand; each one costs memory and time at every start. */
    private static final int MOST = 200;

    private InstalledTools() {}

    /**
     * @param folder holds a folder for each of the operator's own tools; need not exist
     * @throws MillraceException {@code tool_invalid} naming the file and every problem of the first tool that is wrong
     */
    static Catalogue load(Path folder, Expressions expressions, InstantSource clock) {
        List<ToolPackage> own = own(folder);
        if (own.size() > MOST) {
            throw new MillraceException(
                    ErrorCode.TOOL_INVALID,
                    "The folder " + folder + " holds " + own.size() + " tools; at most " + MOST + " are loaded.");
        }
        List<ToolPackage> all = new ArrayList<>(BuiltInTools.all());
        all.addAll(own);
        Catalogue catalogue = loaded(all, expressions, clock);
        if (!own.isEmpty()) {
            log.info(
                    "Loaded from {}: {}",
                    folder,
                    own.stream().map(ToolPackage::name).toList());
        }
        return catalogue;
    }

    /**
     * Checks the folder of one tool as a start would, without starting anything.
     *
     * @return what the tool offers
     * @throws MillraceException {@code tool_invalid} with every problem of the manifest
     */
    public static ToolSpec check(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        List<ToolPackage> all = new ArrayList<>(BuiltInTools.all());
        all.add(new ToolFolder(absolute));
        // Nothing is called, so no time passes.
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        return loaded(all, new Expressions(clock), clock).tools().stream()
                .filter(tool -> tool.name().equals(absolute.getFileName().toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<ToolPackage> own(Path folder) {
        try {
            return ToolFolder.in(folder);
        } catch (UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private static Catalogue loaded(List<ToolPackage> packages, Expressions expressions, InstantSource clock) {
        try {
            return Catalogue.load(packages, expressions, clock);
        } catch (UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private static MillraceException unreadable(UncheckedIOException e) {
        return new MillraceException(
                ErrorCode.TOOL_INVALID,
                e.getMessage() + ": " + e.getCause() + ". Let the user that runs Millrace read it.",
                e);
    }
}
