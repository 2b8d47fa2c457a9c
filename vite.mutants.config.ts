import { configDefaults, defineConfig } from "vitest/config";
import config from "./vite.config";

/** What `npm run mutants` runs for each mutant: the short tests of the floors that it changes. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    // Code that counts its own runs is many times slower.
    testTimeout: 300_000,
    include: ["src/{engine,graph}/**/*.test.ts", "src/store/history.test.ts"],
    exclude: [
      ...configDefaults.exclude,
      // Graphs of thousands of nodes.
      "src/engine/scale.test.ts",
      "src/graph/placement.test.ts",
    ],
  },
});
