package io.millrace.core.connection;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Variables in memory. */
public final class FakeVariableStore implements VariableStore {
    private final FakeRevisedRows<StoredVariable> rows = new FakeRevisedRows<>(StoredVariable::revision);

    @Override
    public synchronized Optional<StoredVariable> find(String project, String name) {
        return rows.find(project, name);
    }

    @Override
    public synchronized List<StoredVariable> list(String project, @Nullable String after, int limit) {
        return rows.after(project, after).limit(limit).toList();
    }

    @Override
    public synchronized int count(String project) {
        return rows.count(project);
    }

    @Override
    public synchronized boolean write(StoredVariable variable) {
        return rows.write(variable.project(), variable.name(), variable);
    }

    @Override
    public synchronized boolean delete(String project, String name, long revision) {
        return rows.delete(project, name, revision);
    }

    @Override
    public synchronized long revision(String project) {
        return rows.revision(project);
    }
}
