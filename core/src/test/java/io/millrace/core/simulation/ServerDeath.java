package io.millrace.core.simulation;

/**
 * A simulated server is gone: this unwinds the stack down to whoever cranked it. It is of the kind that the engine takes for
 * a fault of the machine and lets through; whatever it does meanwhile reaches no store any more.
 */
final class ServerDeath extends InternalError {
    private static final long serialVersionUID = 1L;

    ServerDeath(String server) {
        super(server + " is gone");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
