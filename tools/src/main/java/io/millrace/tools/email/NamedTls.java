package io.millrace.tools.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Encrypts sockets that are connected already, and insists on a certificate for one name: the one that people wrote into the
 * connection. The mail library asks for the name that the address of the socket resolves back to, which is not the same
 * thing and is not to be trusted.
 */
final class NamedTls extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final String name;

    NamedTls(SSLSocketFactory tls, String name) {
        this.tls = tls;
        this.name = name;
    }

    /** The handshake follows with the first byte, or when the caller starts it. */
    SSLSocket over(Socket connected) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.createSocket(connected, name, connected.getPort(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        return encrypted;
    }

    @Override
    public Socket createSocket(Socket connected, String otherName, int port, boolean autoClose) throws IOException {
        return over(connected);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsNowhere();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connectsNowhere();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsNowhere();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connectsNowhere();
    }

    private static UnsupportedOperationException connectsNowhere() {
        return new UnsupportedOperationException("Connections are made by the egress only");
    }
}
