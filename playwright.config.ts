import { defineConfig, devices } from "@playwright/test";
import { CHROMIUM_ARGUMENTS, downloadsFolder, findBrowser, findFirefox } from "./e2e/browser";

// Its own port, so that tests never talk to a server someone left running; BACKFLOW_PORT moves it.
const port = Number(process.env.BACKFLOW_PORT ?? 4179);
const address = `http://127.0.0.1:${port}`;

const chromium = foundOrLeave(findBrowser);
const firefox = foundOrLeave(findFirefox);

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only at the second try has found something.
  retries: 0,
  // A loaded machine is slow; no test waits for the clock to tell whether it passes.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  reporter: "list",
  // The production build as it lies in dist/: `npm run test:browser` builds it first.
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: false,
    timeout: 120_000,
  },
  use: { baseURL: address, headless: true, trace: "off", screenshot: "only-on-failure" },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 1440, height: 900 },
        launchOptions: {
          executablePath: chromium,
          args: [...CHROMIUM_ARGUMENTS],
        },
      },
    },
    // Where a stock Firefox ESR is installed, everything runs there as well. What Playwright
    // cannot do over WebDriver BiDi has a way round it: e2e/test.ts for what its user
    // prefers, BackflowPage.type for fill, and BackflowPage.download for the event of that name.
    ...(firefox !== null
      ? [
          {
            name: "firefox",
            use: {
              ...devices["Desktop Firefox"],
              viewport: { width: 1440, height: 900 },
              channel: "moz-firefox",
              launchOptions: { executablePath: firefox, downloadsPath: downloadsFolder() },
            },
          },
        ]
      : []),
  ],
});

/** Without its browser nothing can run: one sentence says so, instead of a stack trace. */
function foundOrLeave<Path>(find: () => Path): Path {
  try {
    return find();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
