package io.millrace.core.access;

class FakeTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore store() {
        return new FakeTokenStore();
    }
}
