import { type BrowserContext, expect } from "@playwright/test";
import { readFile } from "@/graph";
import { turns } from "../scripts/random-turns.mjs";
import { Draw } from "../src/link-mutations.test-support";
import { BackflowPage } from "./backflow-page";
import { seedOf } from "./seeds";
import { storedRecords } from "./stored-records";
import { test } from "./test";

/*
 * Two tabs on one document, in random order: whatever was edited in either has to be found in some document in the
 * end. Edit number n makes the n-th number of the document a 1, so that one look at a document tells which edits are
 * in it; titles are numbered as well.
 */

const INTERLEAVINGS = turns["random interleavings of two tabs"];
const BLOCKS = Math.min(8, INTERLEAVINGS);
const ACTIONS = 12;

/** More numbers than actions, so that each edit has its own. */
const NODES = ACTIONS + 4;
const COPIED = /kept as a copy|kept here as a new graph/;
const NOT_THERE = /That graph is not there any more/;

/** What a tab shows. */
interface Shown {
  /** Numbers of the edits that are in its document; null where it shows none that is edited here. */
  readonly marks: readonly number[] | null;
  readonly title: string;
  /** The own document that its place in the history names. */
  readonly record: string | null;
  /** What it has told in sentences since it was loaded, one after the other. */
  readonly told: readonly string[];
}

/** What was edited and has to be found, because nobody has taken it back on purpose. */
interface Expected {
  readonly marks: Set<number>;
  readonly titles: Set<string>;
}

for (let block = 0; block < BLOCKS; block++) {
  const each = INTERLEAVINGS / BLOCKS;
  test(`${each} random interleavings of two tabs lose no edit, block ${block + 1} of ${BLOCKS}`, async ({
    browser,
    browserName,
    baseURL,
  }) => {
    test.setTimeout(180_000 + each * 60_000);
    const context = await browser.newContext({
      viewport: { width: 1000, height: 700 },
      ...(baseURL !== undefined && { baseURL }),
    });
    await context.route("**/blank", (route) =>
      route.fulfill({ body: "", contentType: "text/html" }),
    );
    await context.addInitScript(writeDownWhatIsTold);
    let tabs = [await openTab(context), await openTab(context)];
    for (let run = 0; run < each; run++) {
      const seed = seedOf(browserName, 1 + block * each + run);
      tabs = await test.step(`seed ${seed}`, () => interleave(tabs, new Draw(seed)));
    }
    await context.close();
  });
}

/** Runs in the page, before it: a sentence may be replaced by another one before anybody asks for it. */
function writeDownWhatIsTold(): void {
  const told: string[] = [];
  Object.assign(window, { told });
  let before: readonly string[] = [];
  const write = () => {
    const now = Array.from(
      document.querySelectorAll("[aria-label='Close this message']"),
      (close) => close.closest("[role=alert], [role=status]")?.textContent ?? "",
    );
    told.push(...now.filter((text) => text !== "" && !before.includes(text)));
    before = now;
  };
  const changes = { subtree: true, childList: true, characterData: true };
  new MutationObserver(write).observe(document, changes);
}

async function openTab(context: BrowserContext): Promise<BackflowPage> {
  return new BackflowPage(await context.newPage());
}

/** Two tabs that edit one document, and now and then another. Resolves to the tabs that are there in the end. */
async function interleave(given: readonly BackflowPage[], draw: Draw): Promise<BackflowPage[]> {
  const tabs = [...given];
  const [first, second] = tabs;
  if (!first || !second) throw new Error("Two tabs are needed.");
  await forgetEverything(tabs);
  const expected: Expected = { marks: new Set(), titles: new Set() };
  await first.open();
  for (const title of ["Other", "One"]) {
    await first.openFile(markedFile(title));
    await expect(first.title).toHaveText(title);
    await expect(first.saving).toHaveText("Saved");
  }
  await second.open();
  await expect(second.title).toHaveText("One");
  expected.titles.add("Other").add("One");

  for (let turn = 0; turn < ACTIONS; turn++) {
    const place = draw.below(tabs.length);
    const tab = tabs[place];
    if (!tab) continue;
    const action = draw.pick(PLAN);
    await test.step(`tab ${place + 1}: ${action}`, async () => {
      tabs[place] = await perform(action, tab, turn, expected, draw);
    });
    if (draw.chance(0.3)) await settle(tabs[place] ?? tab);
  }

  for (const tab of tabs) await settle(tab);
  const [last = first] = tabs;
  // A new page takes up what closed ones have left.
  await last.open();
  await settle(last);
  await expect.poll(() => last.page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  const documents = (await storedRecords(last.page)).map(({ text }) => {
    const read = readFile(text);
    if (!read.ok) throw new Error(`Half a record: ${text}`);
    return read.value;
  });
  const found = documents.flatMap(({ data }) =>
    Array.from({ length: NODES }, (_, mark) => mark).filter(
      (mark) => data.columns.get(`v${mark}`)?.[0]?.[0] === 1,
    ),
  );
  expect(found).toEqual(expect.arrayContaining([...expected.marks]));
  const titles = documents.map(({ title }) => originalTitle(title));
  expect(titles).toEqual(expect.arrayContaining([...expected.titles]));
  for (const tab of tabs) expect(tab.errors).toEqual([]);
  return tabs;
}

async function forgetEverything(tabs: readonly BackflowPage[]): Promise<void> {
  for (const { page } of tabs) await page.goto("/blank");
  await tabs[0]?.page.evaluate(
    () =>
      new Promise<void>((done) => {
        localStorage.clear();
        indexedDB.deleteDatabase("backflow").onsuccess = () => done();
      }),
  );
}

const PLAN = [
  ...(["edit", "edit", "edit", "edit", "edit", "edit", "undo", "rename", "reload"] as const),
  ...(["close", "switch", "delete", "delete and undo"] as const),
];
type Action = (typeof PLAN)[number];

/** Performs an action in a tab, and notes what is expected of it. Resolves to the tab, which may be another one. */
async function perform(
  action: Action,
  tab: BackflowPage,
  turn: number,
  expected: Expected,
  draw: Draw,
): Promise<BackflowPage> {
  const { page } = tab;
  const before = await shown(tab);
  switch (action) {
    case "edit":
    case "undo":
    case "rename":
      if (before.marks === null) return tab;
      if (action === "edit") await edit(tab, turn);
      else if (action === "undo") await tab.press("Control+z");
      else await rename(tab, `T${turn}`);
      await note(tab, before, expected);
      return tab;
    case "reload":
      await tab.reload();
      return tab;
    case "close": {
      const other = await openTab(page.context());
      const closed = page.waitForEvent("close");
      // As a user does it: the page may still do what it does when it is left.
      await page.close({ runBeforeUnload: true });
      await closed;
      await other.open();
      return other;
    }
    case "switch":
      await switchDocument(tab, before, draw);
      return tab;
    case "delete":
    case "delete and undo":
      if (before.record === null) return tab;
      await remove(tab, before, action === "delete and undo", expected);
      return tab;
  }
}

async function edit(tab: BackflowPage, mark: number): Promise<void> {
  const field = tab.page.locator(`.react-flow__node[data-id="v${mark}"]`).getByRole("spinbutton");
  await field.focus();
  await tab.press("Shift+ArrowUp");
  await field.blur();
}

async function rename(tab: BackflowPage, title: string): Promise<void> {
  await tab.title.getByRole("button").click();
  await tab.type(tab.page.getByRole("textbox", { name: "Title of the graph" }), title);
  await tab.press("Enter");
  await expect(tab.title).toHaveText(new RegExp(`^${title}( \\(copy\\))?$`));
}

/** Opens one of the documents in the list; the one on the page stays where it is. */
async function switchDocument(tab: BackflowPage, before: Shown, draw: Draw): Promise<void> {
  await tab.press("g");
  const cards = tab.documents.getByRole("listitem");
  const none = tab.documents.getByText("Nothing here yet.");
  await expect(cards.first().or(none)).toBeVisible();
  const count = await cards.count();
  const card = cards.nth(draw.below(count));
  if (count === 0 || (await card.textContent())?.includes("open now")) {
    await tab.press("Escape");
  } else {
    await card.getByRole("button").first().click();
    // The list may be older than what another tab has deleted meanwhile.
    const answered = async () => {
      const { record, told } = await shown(tab);
      const isOther = record !== null && record !== before.record;
      return isOther || told.slice(before.told.length).some((text) => NOT_THERE.test(text));
    };
    await expect.poll(answered).toBe(true);
  }
  await expect(tab.documents).toBeHidden();
}

/** Waits until another own document is on the page. */
async function expectOther(tab: BackflowPage, before: Shown): Promise<void> {
  await expect.poll(async () => (await shown(tab)).record ?? before.record).not.toBe(before.record);
}

/** What came, and what went, by an edit or by taking one back. */
async function note(tab: BackflowPage, before: Shown, expected: Expected): Promise<void> {
  const after = await shown(tab);
  for (const mark of after.marks ?? []) {
    if (!before.marks?.includes(mark)) expected.marks.add(mark);
  }
  for (const mark of before.marks ?? []) {
    if (!after.marks?.includes(mark)) expected.marks.delete(mark);
  }
  if (after.title !== before.title) {
    expected.titles.delete(before.title);
    expected.titles.add(after.title);
  }
  // Who has become a copy says so.
  if (after.record !== before.record) await expectTold(tab, before, COPIED);
}

/** Waits until a tab tells something, or has told it since then. Resolves to the whole sentence. */
async function expectTold(tab: BackflowPage, since: Shown, what: RegExp): Promise<string> {
  let sentences: string[] = [];
  const ask = async () => {
    const { told } = await shown(tab);
    const heard = [...told.slice(since.told.length), ...(await tab.notice.allTextContents())];
    sentences = heard.filter((text) => what.test(text));
    return sentences.length;
  };
  await expect.poll(ask, `${what} is told`).toBeGreaterThan(0);
  return sentences[0] ?? "";
}

/** Deletes the document on the page, `before`, and puts it back at once where that is wanted. */
async function remove(
  tab: BackflowPage,
  before: Shown,
  putsBack: boolean,
  expected: Expected,
): Promise<void> {
  await closeNotices(tab);
  const since = await shown(tab);
  await tab.button("File").click();
  await tab.page.getByRole("button", { name: "Delete this graph" }).click();
  const sentence = await expectTold(tab, since, /is (not )?deleted/);
  if (/is not deleted/.test(sentence)) return;
  const without = await shown(tab);
  if (putsBack) {
    if (await undoDeletion(tab)) {
      await expectOther(tab, without);
      return;
    }
    // Only another sentence may have taken its place.
    expect((await shown(tab)).told.at(-1)).not.toBe(sentence);
  }
  for (const mark of before.marks ?? []) expected.marks.delete(mark);
  expected.titles.delete(before.title);
}

async function closeNotices(tab: BackflowPage): Promise<void> {
  const close = tab.notice.getByRole("button", { name: "Close this message" });
  await expect(async () => {
    if ((await close.count()) > 0) await close.first().click({ timeout: 5000 });
    expect(await close.count()).toBe(0);
  }).toPass();
}

/** Undoes a deletion; false where another sentence, which may come between two calls, has taken the place of what offers it. */
function undoDeletion(tab: BackflowPage): Promise<boolean> {
  return tab.notice.getByRole("button", { name: "Undo" }).evaluateAll((buttons: HTMLElement[]) => {
    const standing = buttons.find(({ isConnected }) => isConnected);
    standing?.click();
    return standing !== undefined;
  });
}

/** Waits until all is stored that is to be stored. */
async function settle(tab: BackflowPage): Promise<void> {
  await expect(tab.saving).toHaveText(/^(Saved|Preview|Not saved)$/);
}

/** What a document was called before it became a copy. */
function originalTitle(title: string): string {
  return title.replaceAll(" (copy)", "");
}

async function shown(tab: BackflowPage): Promise<Shown> {
  const now = await tab.page.evaluate(() => {
    const nodes = [...document.querySelectorAll<HTMLElement>('[data-node^="v"]')];
    const marked = nodes.filter(({ dataset }) => dataset.value === "1");
    return {
      marks: nodes.length > 0 ? marked.map(({ dataset }) => Number(dataset.node?.slice(1))) : null,
      title: document.querySelector("h1")?.textContent ?? "",
      record: history.state?.shows?.record ?? null,
      told: (window as { told?: readonly string[] }).told ?? [],
    };
  });
  return { ...now, title: originalTitle(now.title) };
}

function markedFile(title: string) {
  const nodes = Array.from({ length: NODES }, (_, mark) => ({
    id: `v${mark}`,
    op: "input",
    value: [[0]],
    position: { x: 130 * (mark % 6), y: 110 * Math.floor(mark / 6) },
  }));
  return {
    name: "marked.backflow.json",
    mimeType: "application/json",
    buffer: Buffer.from(
      JSON.stringify({ format: "backflow", version: 1, title, nodes, wires: [] }),
    ),
  };
}
