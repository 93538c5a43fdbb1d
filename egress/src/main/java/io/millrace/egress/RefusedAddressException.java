package io.millrace.egress;

import java.net.UnknownHostException;

/** A host none of whose addresses may be reached. It passes through OkHttp as a failed look-up; the message is for people. */
final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
