package io.millrace.core.project;

class FakeProjectStoreTest extends ProjectStoreContract {
    @Override
    protected ProjectStore store() {
        return new FakeProjectStore();
    }
}
