import { configDefaults, defineConfig, mergeConfig } from "vitest/config";
import config from "./vite.config";

/** What `npm run mutants` runs for each mutant: the tests that are short, of the floors that it changes and of those above. */
export default defineConfig((environment) =>
  mergeConfig(config(environment), {
    test: {
      // Code that counts its own runs is many times slower.
      testTimeout: 300_000,
      exclude: [
        ...configDefaults.exclude,
        // These draw pages, run thousands of sequences, or graphs of thousands of nodes.
        "src/{app,canvas,panels,ui}/**",
        "src/*.test.ts",
        "src/store/random-actions.test.ts",
        "src/engine/scale.test.ts",
        "src/graph/placement.test.ts",
      ],
    },
  }),
);
