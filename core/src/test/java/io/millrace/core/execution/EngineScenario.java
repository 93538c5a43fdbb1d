package io.millrace.core.execution;

import io.millrace.core.engine.ManualEngine;
import org.junit.jupiter.api.AfterEach;

/** What every test of the engine begins and ends with: an engine cranked by hand, which must be at rest in the end. */
abstract class EngineScenario {
    final ManualEngine engine = new ManualEngine();

    @AfterEach
    void rest() {
        engine.assertAtRest();
        engine.close();
    }
}
