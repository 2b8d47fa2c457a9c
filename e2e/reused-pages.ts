import { isDeepStrictEqual } from "node:util";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  CDPSession,
  Page,
} from "@playwright/test";

/** A page that stays open from one test to the next. */
interface ReusedPage {
  readonly options: BrowserContextOptions;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
  /** Those of the test: what they emulate ends with them. */
  readonly sessions: CDPSession[];
  /** Something was done to it that cannot be taken back: no other test may get it. */
  isSpent: boolean;
  isLent: boolean;
}

/** What cannot be taken back, or only by hand: what is injected, intercepted, granted, emulated, or a clock. */
const OF_THE_PAGE = [
  "addInitScript",
  "emulateMedia",
  "exposeBinding",
  "exposeFunction",
  "route",
  "routeWebSocket",
  "setExtraHTTPHeaders",
] as const satisfies readonly (keyof Page)[];
const OF_THE_CONTEXT = [
  "addInitScript",
  "exposeBinding",
  "exposeFunction",
  "grantPermissions",
  "route",
  "routeWebSocket",
  "setExtraHTTPHeaders",
  "setGeolocation",
  "setOffline",
] as const satisfies readonly (keyof BrowserContext)[];

/** More than these are not kept open: each is a process with a graph in it. */
const MOST_OPEN = 3;

/**
 * The pages of one worker. A page in a new context compiles all of Backflow anew, which is most of the time that a short
 * test takes (3.8 s of both cores, 0.8 s where the page was open before); so a page goes from test to test, emptied of
 * what was stored in it. A page to which a test has done what cannot be taken back is closed after it.
 */
export class ReusedPages {
  readonly #open: ReusedPage[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly origin: string,
  ) {}

  /** A page as new, of a user with such options; only Chromium can empty one. */
  async lend(options: BrowserContextOptions): Promise<Page> {
    const kept = this.#open.find((one) => !one.isLent && isDeepStrictEqual(one.options, options));
    const lent = kept ?? (await this.#openPage(options));
    lent.isLent = true;
    return lent.page;
  }

  /** Takes back all pages that were lent; after a test that failed none of them is kept. */
  async takeBack(isPassed: boolean): Promise<void> {
    for (const one of this.#open.filter(({ isLent }) => isLent)) {
      if (isPassed && !one.isSpent && (await this.#empty(one))) {
        one.isLent = false;
        // The one used last stands last: the first is closed where there are too many.
        this.#open.push(...this.#open.splice(this.#open.indexOf(one), 1));
      } else await this.#close(one);
    }
    for (const one of this.#open.slice(0, -MOST_OPEN)) await this.#close(one);
  }

  async closeAll(): Promise<void> {
    for (const one of [...this.#open]) await this.#close(one);
  }

  async #openPage(options: BrowserContextOptions): Promise<ReusedPage> {
    const context = await this.browser.newContext(options);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const sessions: CDPSession[] = [];
    const opened = { options, context, page, session, sessions, isSpent: false, isLent: false };
    const spend = () => {
      opened.isSpent = true;
    };
    const newSession = context.newCDPSession.bind(context);
    context.newCDPSession = async (of) => {
      const made = await newSession(of);
      sessions.push(made);
      return made;
    };
    watch(page, OF_THE_PAGE, spend);
    watch(context, OF_THE_CONTEXT, spend);
    watch(context.clock, ["install", "setFixedTime", "setSystemTime", "pauseAt"], spend);
    this.#open.push(opened);
    return opened;
  }

  /** Resolves to whether nothing is left of what the test did. */
  async #empty({ options, context, page, session, sessions }: ReusedPage): Promise<boolean> {
    if (page.isClosed()) return false;
    page.removeAllListeners();
    for (const one of sessions.splice(0)) await one.detach();
    for (const other of context.pages()) if (other !== page) await other.close();
    // A page that is left no longer writes to what is cleared now.
    await page.evaluate(() => sessionStorage.clear());
    await page.goto("about:blank");
    await session.send("Storage.clearDataForOrigin", { origin: this.origin, storageTypes: "all" });
    // Where the last test left the pointer, a node of the next one would be pointed at.
    await page.mouse.move(-1, -1);
    if (options.viewport && !isDeepStrictEqual(page.viewportSize(), options.viewport)) {
      await page.setViewportSize(options.viewport);
    }
    return true;
  }

  async #close(one: ReusedPage): Promise<void> {
    this.#open.splice(this.#open.indexOf(one), 1);
    await one.context.close();
  }
}

/** Calls `tell` whenever one of these methods is called, before it does what it does. */
function watch<Watched extends object>(
  watched: Watched,
  methods: readonly (keyof Watched)[],
  tell: () => void,
): void {
  for (const name of methods) {
    const method = watched[name];
    if (typeof method !== "function") continue;
    Object.defineProperty(watched, name, {
      configurable: true,
      value: (...given: unknown[]): unknown => {
        tell();
        return method.apply(watched, given);
      },
    });
  }
}
