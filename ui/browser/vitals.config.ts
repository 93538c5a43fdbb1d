import { mergeConfig } from "vitest/config";
import journeys from "./vitest.config";

/** Measures how fast screens are; alone, so that nothing else takes the machine's time. */
export default mergeConfig(journeys, {
  test: { include: [], maxWorkers: 1, testTimeout: 240_000 },
});
