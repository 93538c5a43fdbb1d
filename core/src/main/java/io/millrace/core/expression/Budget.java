package io.millrace.core.expression;

/** How many expressions may still be compiled. Not safe for use by many threads, but for {@link #ENDLESS}. */
final class Budget {
    static final Budget ENDLESS = new Budget(-1);

    private final int most;
    private int taken;

    /** @param most the number of expressions; negative for no limit */
    Budget(int most) {
        this.most = most;
    }

    /** @throws Scope.IssuesException when nothing is left */
    void take() throws Scope.IssuesException {
        if (most < 0) {
            return;
        }
        if (taken >= most) {
            throw Scope.refused(0, "There are more than " + most + " expressions in all; no more are read.");
        }
        taken++;
    }
}
