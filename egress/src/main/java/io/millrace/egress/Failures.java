package io.millrace.egress;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.ToolException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Turns what went wrong on the wire into a class and a sentence for people. No message of a library is passed on. */
final class Failures {
    private static final String MAYBE_DONE = " The request was sent, so it may have been carried out.";

    private Failures() {}

    /**
     * @param who the origin or host and port, for people
     * @param trace how far the request came
     */
    static ToolException of(IOException failure, String who, CallTrace trace, Deadline deadline) {
        if (Thread.currentThread().isInterrupted()) {
            return cancelled(who);
        }
        if (failure instanceof AnswerTooLargeException) {
            return new ToolException(ErrorClass.VALIDATION, who + " " + failure.getMessage());
        }
        return trace.sent()
                ? afterSending(failure, who, trace, deadline)
                : beforeSending(failure, who, trace, deadline);
    }

    static ToolException cancelled(String who) {
        return new ToolException(ErrorClass.CANCELLED, "The call to " + who + " was cancelled.");
    }

    static ToolException noSlot(String who, int perHost, Deadline deadline) {
        return new ToolException(
                ErrorClass.NETWORK,
                "Nothing was sent to " + who + ": " + perHost + " calls to it were under way for all of the "
                        + deadline.grantedText() + " this call had.");
    }

    private static ToolException afterSending(IOException failure, String who, CallTrace trace, Deadline deadline) {
        if (failure instanceof InterruptedIOException || deadline.passed()) {
            return new ToolException(
                    ErrorClass.TIMEOUT,
                    who + " did not answer completely within " + deadline.grantedText() + " (the time ran out while "
                            + trace.phase() + ")." + MAYBE_DONE);
        }
        if (trace.phase() == CallTrace.Phase.READING) {
            return new ToolException(
                    ErrorClass.TIMEOUT,
                    who + " answered " + trace.status() + " and the rest of its answer was cut off or cannot be read."
                            + MAYBE_DONE);
        }
        if (failure instanceof ProtocolException) {
            return new ToolException(
                    ErrorClass.TIMEOUT,
                    who + " answered with something that is not HTTP; check the port." + MAYBE_DONE);
        }
        return new ToolException(
                ErrorClass.TIMEOUT,
                who + " closed the connection before a complete answer came, or its headers were larger than 256 KiB."
                        + MAYBE_DONE);
    }

    private static ToolException beforeSending(IOException thrown, String who, CallTrace trace, Deadline deadline) {
        // A look-up that fails after the deadline arrives as the cause of OkHttp's own timeout.
        IOException failure = thrown.getCause() instanceof UnknownHostException lookUp ? lookUp : thrown;
        if (failure instanceof RefusedAddressException refusal) {
            return new ToolException(ErrorClass.VALIDATION, String.valueOf(refusal.getMessage()));
        }
        return new ToolException(
                ErrorClass.NETWORK, "Nothing was sent to " + who + ": " + reason(failure, trace, deadline));
    }

    /** The end of a sentence that says why a connection could not be made. */
    private static String reason(IOException failure, CallTrace trace, Deadline deadline) {
        return switch (failure) {
            case NameLookup.TooSlowException slow ->
                "its name could not be looked up within " + deadline.grantedText() + ".";
            case UnknownHostException unknown ->
                "the name was not found. Check its spelling, and the name server of this machine.";
            case InterruptedIOException slow -> late(trace);
            case IOException ended when deadline.passed() -> late(trace); // the call was ended, however that shows
            case SSLPeerUnverifiedException other ->
                "its certificate is for another host. Check the host name in the address.";
            case SSLException tls -> tlsReason(tls);
            case NoRouteToHostException unreachable -> "there is no route to it from this machine.";
            case ConnectException refused -> "it does not accept connections on this port.";
            case SocketException broken -> "the connection broke while " + trace.phase() + ".";
            default -> "the connection failed while " + trace.phase() + ".";
        };
    }

    private static String late(CallTrace trace) {
        return "it could not be reached in time (the time ran out while " + trace.phase() + ").";
    }

    private static String tlsReason(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "its certificate has expired.";
            }
            if (cause instanceof CertPathBuilderException) {
                return "its certificate is signed by nobody this machine trusts. If it is your own authority, name its"
                        + " certificate under egress.trust_file.";
            }
        }
        return "TLS could not be agreed on. Check that the port speaks HTTPS and that its certificate is valid.";
    }
}
