import { deflateSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { isAllowedSymbol, nodeText, symbolText } from "@/explain";
import { encodeLink, readFile } from "@/graph";
import { opNumber } from "@/ops";
import { turns } from "../scripts/random-turns.mjs";
import { BackflowPage } from "./backflow-page";
import { watchForHarm } from "./harm";
import { HOSTILE_TEXTS } from "./hostile-texts";
import { expectOfFile, expectOfLink, type Outcome, openAll } from "./opening";
import { test } from "./test";

/*
 * Links and files are written by anybody. Each hostile text stands in every text field of both, under the policy of the
 * built page: no script runs, nothing is asked for elsewhere, and what is shown is the text.
 */

/** All of them are drawn in one graph; these also each in a graph of their own, and in its steps and details. */
const SOME_TEXTS = everyNth(
  HOSTILE_TEXTS,
  turns["hostile texts in graphs of their own, in steps and in details"],
);

/** About `count` of them, from all along the list. */
function everyNth<Item>(items: readonly Item[], count: number): readonly Item[] {
  const step = Math.ceil(items.length / count);
  return items.filter((_, index) => index % step === 0);
}

type Json = Record<string, unknown>;
type WithText = (text: string) => unknown;

/** A small file; `changes` are members that replace its own. */
function fileOf(changes: Json = {}, node: Json = {}, wire: Json = {}): Json {
  return {
    format: "backflow",
    version: 1,
    nodes: [
      { id: "x", op: "input", value: [[1]], position: { x: 0, y: 0 } },
      { id: "f", op: "linear", beta: [1], omega: [[[2]]], position: { x: 220, y: 0 }, ...node },
    ],
    wires: [{ from: "x", to: "f", ...wire }],
    ...changes,
  };
}

/** Where any text is taken. */
const SYMBOLS_OF_FILE: WithText = (text) =>
  fileOf({ title: text }, { symbol: text, betaSymbol: text, omegaSymbols: [text] });

/** Where a file holds names, where it holds no text, and what no file of Backflow's has. */
const FIELDS_OF_FILE: { readonly [field: string]: WithText } = {
  format: (text) => fileOf({ format: text }),
  output: (text) => fileOf({ output: text }),
  id: (text) => fileOf({}, { id: text }, { to: text }),
  op: (text) => fileOf({}, { op: text }),
  from: (text) => fileOf({}, {}, { from: text }),
  to: (text) => fileOf({}, {}, { to: text }),
  "the whole file": (text) => text,
  version: (text) => fileOf({ version: text }),
  batch: (text) => fileOf({ batch: text }),
  nodes: (text) => fileOf({ nodes: text }),
  node: (text) => fileOf({ nodes: [text] }),
  wires: (text) => fileOf({ wires: text }),
  thresholds: (text) => fileOf({ thresholds: text }),
  vanishing: (text) => fileOf({ thresholds: { vanishing: text, exploding: 1000 } }),
  "list of omegaSymbols": (text) => fileOf({}, { omegaSymbols: text }),
  beta: (text) => fileOf({}, { beta: [text] }),
  omega: (text) => fileOf({}, { omega: [[[text]]] }),
  position: (text) => fileOf({}, { position: text }),
  x: (text) => fileOf({}, { position: { x: text, y: 0 } }),
  port: (text) => fileOf({}, {}, { port: text }),
  "unknown member": (text) => fileOf({ style: text }, { onclick: text }, { label: text }),
  "unknown name": (text) => ownMember(fileOf({}, ownMember({}, text), ownMember({}, text)), text),
};

/** A member of any name: an assignment to __proto__ would make none. */
function ownMember(object: Json, name: string): Json {
  return Object.fromEntries([...Object.entries(object), [name, "x"]]);
}

/** What a link holds, as src/graph/compact.ts describes it: here an x and a linear f. */
function listOf(
  ids: string,
  rest: Json,
  ops: unknown = null,
  numbers: unknown = [1, 1, 2],
): unknown {
  return [1, ids, ops ?? OPS_OF_LIST, [1], numbers, [0, 220], [0, 0], rest];
}

const SYMBOLS_OF_LINK: WithText = (text) =>
  listOf("x f", { t: text, s: [1, text, 0, text, 0, text] });

const FIELDS_OF_LINK: { readonly [field: string]: WithText } = {
  ids: (text) => listOf(text, {}),
  id: (text) => listOf(`x ${text}`, {}),
  "the whole list": (text) => text,
  version: (text) => [text],
  ops: (text) => listOf("x f", {}, [text, text]),
  numbers: (text) => listOf("x f", {}, null, [text]),
  output: (text) => listOf("x f", { o: text }),
  thresholds: (text) => listOf("x f", { h: [text, text] }),
  "unknown member": (text) => listOf("x f", { z: text }),
  "unknown name": (text) => listOf("x f", ownMember({}, text)),
};

/** In the address itself. */
const FIELDS_OF_ADDRESS: { readonly [field: string]: (text: string) => string } = {
  fragment: (text) => `#${text}`,
  payload: (text) => `#g1=${text}`,
  preset: (text) => `#preset=${text}&step=${text}`,
  "encoded payload": (text) => `#g1=${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ""))}`,
};

/** A chain of one linear node for each text, which is its symbol, its β's and its ω's. */
function chainOf(texts: readonly string[]): Json {
  const units = texts.map((text, index) => ({
    id: `f${index}`,
    op: "linear",
    symbol: text,
    betaSymbol: text,
    omegaSymbols: [text],
    beta: [0.25],
    omega: [[[0.5]]],
    position: { x: 220 * ((index % 16) + 1), y: 240 * Math.floor(index / 16) },
  }));
  const names = ["x", ...units.map(({ id }) => id), "loss"];
  return {
    format: "backflow",
    version: 1,
    title: texts[0] ?? "",
    nodes: [
      { id: "x", op: "input", value: [[1]], position: { x: 0, y: 0 } },
      { id: "y", op: "target", value: [[2]], position: { x: 0, y: 240 } },
      ...units,
      { id: "loss", op: "squared-error", position: { x: 0, y: 480 } },
    ],
    wires: [
      ...names.slice(1).map((to, index) => ({ from: names[index], to })),
      { from: "y", to: "loss", port: 1 },
    ],
  };
}

async function openHarmless(page: Page, baseURL: string | undefined) {
  const harms = await watchForHarm(page, baseURL ?? "");
  const backflow = new BackflowPage(page);
  await backflow.open();
  return { backflow, harms };
}

/** Ops of `listOf`: their numbers in links. */
const OPS_OF_LIST = [opNumber("input"), opNumber("linear")];

test("what could do harm is noticed, or the other tests would prove nothing", async ({
  page,
  baseURL,
}) => {
  const { harms } = await openHarmless(page, baseURL);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      "beforeend",
      '<img src="//evil.test/x" onerror="ran()"><a href="javascript:ran()">x</a><iframe></iframe>',
    );
    (window as unknown as { ran: () => void }).ran();
  });
  for (const sign of ["a script ran", "against img-src", "onerror", "javascript:", "<iframe>"]) {
    await expect.poll(() => harms.join("\n")).toContain(sign);
  }
  await page.evaluate(() => location.assign("//evil.test/elsewhere"));
  await expect.poll(() => harms.join("\n")).toContain("a request on its way: http://evil.test/");
});

test("texts in symbols are shown as text on the canvas, from a file and from a link", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const { backflow, harms } = await openHarmless(page, baseURL);
  const file = JSON.stringify(chainOf(HOSTILE_TEXTS));
  const read = readFile(file);
  if (!read.ok) throw new Error("The chain is no document.");
  const fragment = `#${await encodeLink(read.value)}`;
  for (const opened of [{ file }, { fragment }]) {
    const { outcome } = expectOfFile(file);
    expect(await openAll(page, [{ ...opened, expected: outcome }])).toEqual([outcome]);
    const shown = await page.evaluate(() =>
      Array.from(document.querySelectorAll("[data-node^=f]"), (node) => [
        node.getAttribute("data-node"),
        node.firstElementChild?.querySelector(".katex-html")?.textContent ?? null,
      ]),
    );
    const symbols = new Map(shown.map(([id, text]) => [id, text]));
    HOSTILE_TEXTS.forEach((text, index) => {
      // Texts that read the same once they are clean get a number; what they are called is the matter of names.test.ts.
      const isAlone = nodeText(read.value.graph, `f${index}`) === symbolText(text);
      const expected = isAlone && !isAllowedSymbol(text) ? plain(symbolText(text)) : null;
      const found = symbols.get(`f${index}`) ?? null;
      if (expected !== null) expect.soft(found === null ? null : plain(found), text).toBe(expected);
    });
    expect(await misleadingNames(page)).toEqual([]);
  }
  expect(harms).toEqual([]);
  expect(backflow.errors).toEqual([]);
});

/** Presses a key `times` times, then lets the page draw, until `rounds` are over. */
function pressOften(page: Page, key: string, times: number, rounds: number): Promise<void> {
  return page.evaluate(
    async ([pressed, count, all]) => {
      for (let round = 0; round < all; round++) {
        for (let press = 0; press < count; press++) {
          document.dispatchEvent(new KeyboardEvent("keydown", { key: pressed, bubbles: true }));
        }
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
    },
    [key, times, rounds] as const,
  );
}

/** So many texts stand in one graph whose steps and details are gone through. */
const PART = 44;

test("texts in symbols do no harm in steps, health and details", async ({ page, baseURL }) => {
  test.setTimeout(600_000);
  const { backflow, harms } = await openHarmless(page, baseURL);
  for (let first = 0; first < SOME_TEXTS.length; first += PART) {
    const texts = SOME_TEXTS.slice(first, first + PART);
    const file = JSON.stringify(chainOf(texts));
    const expected = expectOfFile(file).outcome;
    expect(await openAll(page, [{ file, expected }])).toEqual([expected]);
    // The equation of a step names a node and what is wired into it; backward, what comes after it.
    await pressOften(page, "ArrowRight", 2, texts.length / 2);
    await pressOften(page, "ArrowRight", 6, texts.length / 2);
    await expect(backflow.stage).toContainText("partial derivatives");
    await backflow.press("End", "h");
    await expect(page.getByRole("complementary")).toContainText("Thresholds");
    expect(await misleadingNames(page)).toEqual([]);
    await backflow.selectByKey("f0");
    await backflow.press("d");
    await expect(page.getByRole("complementary")).toContainText("Its own numbers");
    // The details name the neighbours too.
    for (let index = 1; index < texts.length; index += 3) {
      await backflow.selectByKey(`f${index}`);
    }
    expect(await misleadingNames(page)).toEqual([]);
    expect(harms).toEqual([]);
  }
  expect(backflow.errors).toEqual([]);
});

test("texts in symbols do no harm in menus, searches, lists and dialogs", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const { backflow, harms } = await openHarmless(page, baseURL);
  const file = JSON.stringify(chainOf(HOSTILE_TEXTS));
  const expected = expectOfFile(file).outcome;
  expect(await openAll(page, [{ file, expected }])).toEqual([expected]);
  const expectHarmless = async () => {
    expect(await misleadingNames(page)).toEqual([]);
    expect(harms).toEqual([]);
  };
  await expect(backflow.map).toBeVisible();
  for (const key of ["w", "i", "c", "/"]) {
    await backflow.selectByKey("f3");
    await backflow.press(key);
    // Without a wire nothing is inserted; what the others list may be fetched when it is asked for.
    if (key !== "i") await expect(page.getByRole("option").first()).toBeVisible();
    await expectHarmless();
    await backflow.press("Escape");
  }
  await backflow.selectByKey("f3");
  await backflow.press("m");
  await expect(backflow.menu).toBeVisible();
  await expectHarmless();
  await backflow.press("Escape", "F2");
  await expect(page.getByRole("textbox", { name: "Symbol", exact: true })).toBeFocused();
  await expectHarmless();
  await backflow.press("Escape", "Escape", "a");
  await expect(backflow.palette).toBeVisible();
  await backflow.openDocuments();
  await expect(backflow.documents.locator("svg").first()).toBeVisible();
  await expectHarmless();
  await backflow.press("Escape");
  await backflow.button("Share").click();
  await expect(page.getByRole("dialog").getByRole("textbox")).toHaveValue(/#g1=/);
  await expectHarmless();
  expect(backflow.errors).toEqual([]);
});

test("texts in symbols do no harm where a large graph is drawn as an overview", async ({
  page,
  baseURL,
}) => {
  const { backflow, harms } = await openHarmless(page, baseURL);
  const texts = [...HOSTILE_TEXTS, ...HOSTILE_TEXTS.slice(0, 60)];
  await backflow.openFile({
    name: "large.backflow.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(chainOf(texts))),
  });
  await expect(backflow.saving).toHaveText("Saved");
  await expect(page.locator("[data-canvas] canvas").first()).toBeVisible();
  await backflow.press("End");
  await expect(backflow.map).toBeVisible();
  expect(await misleadingNames(page)).toEqual([]);
  // Nearer, nodes are drawn one by one again.
  for (let press = 0; press < 8; press++) await backflow.press("+");
  await expect(page.locator("[data-node] .katex").first()).toBeAttached();
  await pressOften(page, "ArrowLeft", 5, 20);
  expect(await misleadingNames(page)).toEqual([]);
  expect(harms).toEqual([]);
  expect(backflow.errors).toEqual([]);
});

const FIELDS = turns["fields of files, links and addresses that a hostile text is written into"];

/** Every text in some fields of one kind, so that each field holds some texts. */
function* someFields<Written>(fields: {
  readonly [field: string]: (text: string) => Written;
}): Generator<Written> {
  const all = Object.values(fields);
  for (const [index, text] of HOSTILE_TEXTS.entries()) {
    for (const [place, write] of all.entries()) {
      if ((index + place) % all.length < FIELDS) yield write(text);
    }
  }
}

async function expectOutcomes(
  backflow: BackflowPage,
  all: readonly (({ fragment: string } | { file: string }) & { expected: Outcome })[],
): Promise<void> {
  for (let first = 0; first < all.length; first += 100) {
    const batch = all.slice(first, first + 100);
    expect(await openAll(backflow.page, batch)).toEqual(batch.map(({ expected }) => expected));
    expect(await misleadingNames(backflow.page)).toEqual([]);
  }
}

test("a file with such texts in any field opens as a graph, or is refused in a sentence", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const { backflow, harms } = await openHarmless(page, baseURL);
  const written = [...SOME_TEXTS.map(SYMBOLS_OF_FILE), ...someFields(FIELDS_OF_FILE)];
  const files = written.map((value) => {
    const file = typeof value === "string" ? value : JSON.stringify(value);
    return { file, expected: expectOfFile(file).outcome };
  });
  await expectOutcomes(backflow, files);
  const opened = files.filter(({ expected }) => "shows" in expected);
  expect(opened.length).toBeGreaterThanOrEqual(SOME_TEXTS.length);
  expect(files.length - opened.length).toBeGreaterThan(HOSTILE_TEXTS.length / 2);

  // Each of them is kept by now.
  await backflow.openDocuments();
  await expect(backflow.documents.getByRole("listitem").nth(20)).toBeAttached();
  expect(await misleadingNames(page)).toEqual([]);
  expect(harms).toEqual([]);
  expect(backflow.errors).toEqual([]);
});

test("a link with such texts in any field opens as a graph, or is refused in a sentence", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const { backflow, harms } = await openHarmless(page, baseURL);
  const fragments = [
    ...[...SOME_TEXTS.map(SYMBOLS_OF_LINK), ...someFields(FIELDS_OF_LINK)].map((list) => {
      const packed = deflateSync(JSON.stringify(list)).toString("base64url");
      return `#g1=${packed}`;
    }),
    ...someFields(FIELDS_OF_ADDRESS),
  ];
  const links: { fragment: string; expected: Outcome }[] = [];
  for (const asked of fragments) {
    const address = new URL("http://127.0.0.1/");
    address.hash = asked;
    const fragment = address.hash;
    const expected = await expectOfLink(fragment);
    const isNew = fragment !== links.at(-1)?.fragment;
    if (expected !== null && isNew) links.push({ fragment, expected: expected.outcome });
  }
  await expectOutcomes(backflow, links);
  const opened = links.filter(({ expected }) => "shows" in expected);
  expect(opened.length).toBeGreaterThanOrEqual(SOME_TEXTS.length);
  expect(harms).toEqual([]);
  expect(backflow.errors).toEqual([]);
});

/** Without what KaTeX sets in another way: spaces, quotation marks, dashes, and accents apart from their letters. */
function plain(text: string): string {
  const set = { "’": "'", "‘": "`", "”": "''", "“": "``", "–": "--", "—": "---" };
  const unset = Object.entries(set).reduce((left, [from, to]) => left.replaceAll(from, to), text);
  return unset.normalize("NFKD").replace(/[\s\p{M}\p{C}ˊ]/gu, "");
}

/** What is read aloud or shown at the pointer, where it holds characters that cannot be seen or turn the writing. */
function misleadingNames(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll("[aria-label], [title]"))
      .flatMap((element) => [element.getAttribute("aria-label"), element.getAttribute("title")])
      .filter((name) => name !== null && /[\p{Cc}\p{Cf}]/u.test(name.replace(/\n/g, " ")))
      .map(String),
  );
}
