import { configDefaults, defineConfig, mergeConfig } from "vitest/config";
import config from "./vite.config";

/** What `npm run mutants` runs for each mutant: the tests that are short, of the floors that it changes and of those above. */
export default defineConfig((environment) =>
  mergeConfig(config(environment), {
    test: {
      exclude: [
        ...configDefaults.exclude,
        // These draw pages, run thousands of sequences, or graphs of 10,000 nodes.
        "src/{app,canvas,panels,ui}/**",
        "src/*.test.ts",
        "src/store/random-actions.test.ts",
        "src/engine/scale.test.ts",
      ],
    },
  }),
);
