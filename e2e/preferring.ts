import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  type Page,
} from "@playwright/test";

interface Fixtures {
  /** A page of a user of such preferences, screen and pointer; it is closed after the test. */
  newPage: (options: BrowserContextOptions) => Promise<Page>;
}

/**
 * Playwright tells Chromium of every page apart what its user prefers. Over WebDriver BiDi that is
 * left out without a word, and Firefox reads it from its preferences: such a page needs a browser
 * of its own there.
 */
export const test = base.extend<Fixtures>({
  newPage: async ({ browser }, use) => {
    const opened: (Browser | BrowserContext)[] = [];
    await use(async (options) => {
      const preferences = firefoxPreferences(options);
      const isFirefox = browser.browserType().name() === "firefox";
      let host = browser;
      if (isFirefox && Object.keys(preferences).length > 0) {
        host = await browser.browserType().launch({ firefoxUserPrefs: preferences });
        opened.unshift(host);
      }
      const context = await host.newContext(options);
      opened.unshift(context);
      return context.newPage();
    });
    for (const one of opened) await one.close();
  },
});

const COARSE_POINTER = 1;

function firefoxPreferences(options: BrowserContextOptions): Record<string, number> {
  return {
    ...(options.reducedMotion === "reduce" && { "ui.prefersReducedMotion": 1 }),
    ...(options.colorScheme === "dark" && { "ui.systemUsesDarkTheme": 1 }),
    ...(options.hasTouch === true && {
      "ui.primaryPointerCapabilities": COARSE_POINTER,
      "ui.allPointerCapabilities": COARSE_POINTER,
    }),
  };
}
