import { configDefaults, mergeConfig } from "vitest/config";
import config from "./vite.config";

/** What `npm run mutants` runs for each mutant: the short tests of the floors that it changes. */
export default mergeConfig(config, {
  test: {
    // Code that counts its own runs is many times slower.
    testTimeout: 300_000,
    exclude: [
      ...configDefaults.exclude,
      "src/{app,canvas,explain,ops,panels,presets,ui}/**",
      "src/*.test.ts",
      // Thousands of sequences, or graphs of thousands of nodes.
      "src/store/random-actions.test.ts",
      "src/engine/scale.test.ts",
      "src/graph/placement.test.ts",
    ],
  },
});
