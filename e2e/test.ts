import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  type Page,
} from "@playwright/test";
import { ReusedPages } from "./reused-pages";

interface Fixtures {
  /** A page of a user of such preferences, screen and pointer; it is closed, or emptied, after the test. */
  newPage: (options: BrowserContextOptions) => Promise<Page>;
}

interface WorkerFixtures {
  /** The pages that stay open from test to test; null in Firefox, in which none can be emptied. */
  reusedPages: ReusedPages | null;
}

/** The test of all specs: its pages are as new, and in Chromium need not be opened anew. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  reusedPages: [
    async ({ browser }, use, worker) => {
      const { baseURL } = worker.project.use;
      const canBeEmptied = browser.browserType().name() === "chromium";
      const pages =
        canBeEmptied && baseURL ? new ReusedPages(browser, new URL(baseURL).origin) : null;
      await use(pages);
      await pages?.closeAll();
    },
    { scope: "worker" },
  ],

  page: async ({ newPage, viewport }, use) => {
    await use(await newPage({ viewport }));
  },

  newPage: async ({ browser, reusedPages }, use, test) => {
    const opened: { close(): Promise<void> }[] = [];
    await use(async (options) => {
      if (reusedPages) return reusedPages.lend(options);
      const preferences = firefoxPreferences(options);
      let host: Browser = browser;
      if (Object.keys(preferences).length > 0) {
        host = await browser.browserType().launch({ firefoxUserPrefs: preferences });
        opened.unshift(host);
      }
      const context = await host.newContext(options);
      opened.unshift(context);
      return context.newPage();
    });
    await reusedPages?.takeBack(test.status === test.expectedStatus);
    for (const one of opened) await one.close();
  },
});

const COARSE_POINTER = 1;

/**
 * Playwright tells Chromium of every page apart what its user prefers. Over WebDriver BiDi that is left out without a
 * word, and Firefox reads it from its preferences: such a page needs a browser of its own there.
 */
function firefoxPreferences(options: BrowserContextOptions): Record<string, number> {
  return {
    ...(options.reducedMotion === "reduce" && { "ui.prefersReducedMotion": 1 }),
    ...(options.colorScheme === "dark" && { "ui.systemUsesDarkTheme": 1 }),
    // Its own colours for those of all pages, which is what the media feature asks about.
    ...(options.forcedColors === "active" && { "browser.display.document_color_use": 2 }),
    ...(options.hasTouch === true && {
      "ui.primaryPointerCapabilities": COARSE_POINTER,
      "ui.allPointerCapabilities": COARSE_POINTER,
    }),
  };
}
