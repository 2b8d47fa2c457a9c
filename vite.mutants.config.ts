import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import config from "./vite.config";

/** Small files of tests first: what one of them finds needs none of the long ones. */
class SmallestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toReversed();
  }
}

/** What `npm run mutants` runs for each mutant: the short tests of the floors that it changes. */
const { projects: _, ...test } = config.test ?? {};

export default defineConfig({
  ...config,
  test: {
    ...test,
    // Code that counts its own runs is many times slower.
    testTimeout: 300_000,
    // No test changes what another one relies on, and a mutant is switched on by a number: one worker runs them all.
    isolate: false,
    sequence: { sequencer: SmallestFirst },
    include: ["src/{engine,graph}/**/*.test.ts", "src/store/history.test.ts"],
    exclude: [
      ...configDefaults.exclude,
      // A graph of thousands of nodes.
      "src/engine/scale.test.ts",
    ],
  },
});
