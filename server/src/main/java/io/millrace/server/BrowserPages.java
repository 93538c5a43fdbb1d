package io.millrace.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * The files of the browser UI, and its one page at every address that is no file, so that links into the UI can be opened
 * and reloaded. Files under {@code /assets/} carry the hash of their content in their names and are kept by browsers for
 * ever; everything else is asked for anew. Where a {@code .br} or {@code .gz} lies beside a file, it is sent instead.
 */
public final class BrowserPages extends Handler.Wrapper {
    private static final String PAGE = "/index.html";
    private static final String ASSETS = "/assets/";

    /** Addresses of the server itself, whatever their case: what is not found there is an error, not a page. */
    private static final Set<String> SERVER = Set.of("api", "hooks", "catch", "health", "metrics", "schemas", "docs");

    /**
     * What is meant to be a file of the build: one of the assets, or a name with an extension beside the page. Deeper
     * addresses belong to the UI whatever dots they hold, since names of actions do, such as {@code http.request}.
     */
    private static final Pattern FILE = Pattern.compile("/assets/.*|/[^/]*\\.[A-Za-z0-9]{1,12}");

    /** No inline script, nothing from elsewhere. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /** Every address in the page is relative to this element. */
    private static final Pattern BASE = Pattern.compile("<base href=\"/\"");

    private final Path folder;
    /** The page with its base below a path; empty when the UI is at the root, where the built page is right. */
    private final Optional<byte[]> pageBelowPath;

    /**
     * @param folder what the build of the UI made; see {@link #isIn}
     * @param publicUrl where people reach this server; a proxy takes its path away before the request comes here
     * @throws UncheckedIOException when the page cannot be read
     */
    public BrowserPages(Path folder, URI publicUrl) {
        this.folder = folder.toAbsolutePath().normalize();
        String path = publicUrl.getRawPath().replaceFirst("/+$", "");
        this.pageBelowPath = path.isEmpty() ? Optional.empty() : Optional.of(pageBelow(path));
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.of(files).newResource(this.folder));
        files.setDirAllowed(false);
        files.setEtags(true);
        files.setPrecompressedFormats(CompressedContentFormat.BR, CompressedContentFormat.GZIP);
        setHandler(files);
    }

    private byte[] pageBelow(String path) {
        try {
            Matcher base = BASE.matcher(Files.readString(folder.resolve("index.html")));
            if (!base.find()) {
                throw new IllegalStateException(
                        "The page of the browser UI has no <base href=\"/\"> to be set to " + path);
            }
            return base.replaceFirst(Matcher.quoteReplacement("<base href=\"" + path + "/\""))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The browser UI cannot be read", e);
        }
    }

    /** Whether a folder holds a UI. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve("index.html"));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getCanonicalPath();
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || path == null || SERVER.contains(firstPart(path))) {
            return false;
        }
        if (isFile(path) && !path.equals(PAGE)) {
            prepare(response, path.startsWith(ASSETS));
            return super.handle(request, response, callback);
        }
        if (!path.equals(PAGE) && FILE.matcher(path).matches()) {
            return false;
        }
        prepare(response, false);
        if (pageBelowPath.isPresent()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
            response.write(true, ByteBuffer.wrap(pageBelowPath.get()), callback);
            return true;
        }
        HttpURI page =
                HttpURI.build(request.getHttpURI()).path(PAGE).query(null).asImmutable();
        return super.handle(Request.serveAs(request, page), response, callback);
    }

    private static String firstPart(String path) {
        int end = path.indexOf('/', 1);
        return path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end)
                .toLowerCase(Locale.ROOT);
    }

    private boolean isFile(String path) {
        try {
            Path file = folder.resolve(URIUtil.decodePath(path).substring(1)).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void prepare(Response response, boolean forEver) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, forEver ? "public, max-age=31536000, immutable" : "no-cache");
        headers.put("Content-Security-Policy", POLICY);
    }
}
