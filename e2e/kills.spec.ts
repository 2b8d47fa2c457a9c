import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import { type BackflowDocument, readFile } from "@/graph";
import { turns } from "../scripts/random-turns.mjs";
import { Draw } from "../src/link-mutations.test-support";
import { BackflowPage } from "./backflow-page";
import { CHROMIUM_ARGUMENTS, findBrowser } from "./browser";
import { type StoredRecord, storedRecords } from "./stored-records";
import { test } from "./test";

/*
 * A browser of its own, with a profile on the disk, is killed again and again while a number is stepped up as fast as
 * the keys go. Each step is noted with its time in the page; what the next browser on the profile finds tells which of
 * them are lost.
 */

const KILLS = turns["killed browsers"];
/** Of edits, in milliseconds: what a kill may take at most. */
const MOST_LOST = 1000;
const SEED = 20_261;
/** How many nodes a graph has whose record is written in more than one piece. */
const LARGE = 160;

/** Nodes of the toy network. */
const TOY = 10;
/** What is edited: what was edited last, a preset, or a file. */
const BEGINNINGS = ["own", "own", "own", "preset", "file"] as const;

/** The number of the node "x" after one step, and when the key went down. */
interface Edit {
  readonly time: number;
  readonly value: number;
}

interface Killed {
  readonly at: number;
  /** The number before the first edit. */
  readonly before: number;
  readonly edits: readonly Edit[];
}

test("a killed browser loses at most the edits of its last second", async ({
  baseURL,
  browserName,
}) => {
  test.skip(browserName !== "chromium", "It starts a Chromium of its own.");
  test.setTimeout(120_000 + KILLS * 30_000);
  const draw = new Draw(SEED);
  const profile = await mkdtemp(join(tmpdir(), "backflow-kills-"));
  const losses: number[] = [];
  let edits = 0;
  try {
    let known: readonly StoredRecord[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const begins = kill === 0 ? "preset" : draw.pick(BEGINNINGS);
      const current = begins === "own" ? known[0] : undefined;
      const killed = await editUntilKilled(profile, baseURL, begins, draw);
      edits += killed.edits.length;

      const context = await launch(profile, baseURL);
      const backflow = new BackflowPage(await firstPage(context));
      await backflow.open();
      const records = newestFirst(await storedRecords(backflow.page));
      const changed = records.filter(({ id }) => id === current?.id || !isAmong(known, id));
      // What nobody edited is as it was, and no edit makes more than one record.
      expect(records.filter((record) => !changed.includes(record))).toEqual(
        known.filter(({ id }) => id !== current?.id),
      );
      expect(changed.length).toBeLessThanOrEqual(1);
      const [record] = changed;
      const kept = record ? numberIn(record) : killed.before;
      losses.push(lossOf(killed, kept));
      await expect(backflow.alert).toHaveCount(0);
      if (record) {
        const nodes = { own: nodesIn(current ?? record), preset: TOY, file: LARGE };
        expect(nodesIn(record)).toBe(nodes[begins]);
        await expect(backflow.node("x")).toHaveAttribute("data-value", String(kept));
        await expect(backflow.saving).toHaveText("Saved");
      }
      expect(backflow.errors).toEqual([]);
      known = records;
      await context.close();
    }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
  const worst = Math.max(...losses);
  test.info().annotations.push({
    type: "lost",
    description: `at worst ${worst} ms of edits, ${edits} edits in ${KILLS} kills: ${losses.join(", ")}`,
  });
  expect(edits).toBeGreaterThan(KILLS * 2);
  expect(worst).toBeLessThanOrEqual(MOST_LOST);
});

/** Starts a browser on the profile, edits in it, and kills it in the middle of that. */
async function editUntilKilled(
  profile: string,
  baseURL: string | undefined,
  begins: (typeof BEGINNINGS)[number],
  draw: Draw,
): Promise<Killed> {
  const context = await launch(profile, baseURL);
  const page = await firstPage(context);
  const backflow = new BackflowPage(page);
  const edits: Edit[] = [];
  await page.addInitScript(tellEdits);
  page.on("console", (message) => {
    if (message.text().startsWith("edit ")) edits.push(JSON.parse(message.text().slice(5)));
  });
  await backflow.open(begins === "preset" ? "#preset=toy-network" : "");
  await expect(backflow.node("x")).toBeVisible();
  if (begins === "file") {
    await backflow.openFile(largeFile());
    await expect(backflow.title).toHaveText("Large");
  }
  const before = await backflow.value("x");
  const field = page.locator('.react-flow__node[data-id="x"]').getByRole("spinbutton");
  await field.focus();
  if (draw.chance(0.3)) {
    // What is not stored yet survives a reload on another way than a kill.
    for (let presses = 5 + draw.below(20); presses > 0; presses--) await stepUp(page);
    await page.reload();
    await field.focus();
  }
  const pid = await pidOf(context);
  const closed = context.waitForEvent("close");
  let at: number | null = null;
  setTimeout(() => {
    at = Date.now();
    kill(pid);
  }, 200 + draw.below(2500));
  try {
    for (;;) await stepUp(page);
  } catch (error) {
    if (at === null) throw error;
  }
  await closed;
  await expect.poll(() => isRunning(pid)).toBe(false);
  return { at: at ?? Number.NaN, before, edits };
}

function stepUp(page: Page): Promise<void> {
  return page.keyboard.press("Shift+ArrowUp");
}

/** How long before the kill the first edit was made that is lost, in milliseconds; 0 where none is. */
function lossOf({ at, before, edits }: Killed, kept: number): number {
  const values = [before, ...edits.map(({ value }) => value)];
  const place = values.lastIndexOf(kept);
  // The very last step may be stored before the page could tell of it.
  if (place < 0) expect(kept).toBeCloseTo((values.at(-1) ?? Number.NaN) + 1);
  const firstLost = place < 0 ? undefined : edits[place];
  return firstLost ? at - firstLost.time : 0;
}

/** The number of the node "x" in a record, which is read as any page would. */
function numberIn({ text }: StoredRecord): number {
  return documentIn(text).data.columns.get("x")?.[0]?.[0] ?? Number.NaN;
}

function nodesIn({ text }: StoredRecord): number {
  return documentIn(text).graph.nodes.length;
}

function documentIn(text: string): BackflowDocument {
  const read = readFile(text);
  if (!read.ok) throw new Error(`Half a record: ${text}`);
  return read.value;
}

/** Runs in the page. */
function tellEdits(): void {
  let time = 0;
  const isStep = ({ key, target }: KeyboardEvent) =>
    key === "ArrowUp" && target instanceof HTMLInputElement;
  addEventListener(
    "keydown",
    (event) => {
      if (isStep(event)) time = Date.now();
    },
    true,
  );
  addEventListener(
    "keyup",
    (event) => {
      if (!isStep(event) || !(event.target instanceof HTMLInputElement)) return;
      console.debug(`edit ${JSON.stringify({ time, value: Number(event.target.value) })}`);
    },
    true,
  );
}

function largeFile() {
  const nodes = Array.from({ length: LARGE }, (_, place) => ({
    id: place === 0 ? "x" : `x${place}`,
    op: "input",
    value: [[place + 0.5]],
    position: { x: 120 * (place % 16), y: 90 * Math.floor(place / 16) },
  }));
  const graph = { format: "backflow", version: 1, title: "Large", nodes, wires: [] };
  return {
    name: "large.backflow.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(graph)),
  };
}

function launch(profile: string, baseURL: string | undefined): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    viewport: { width: 1440, height: 900 },
    args: [...CHROMIUM_ARGUMENTS],
    ...(baseURL !== undefined && { baseURL }),
  });
}

async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? context.newPage();
}

/** The process of the browser itself. It leads the group of all that it has started. */
async function pidOf(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send("SystemInfo.getProcessInfo")) ?? {};
  const found = processInfo?.find(({ type }) => type === "browser");
  if (!found) throw new Error("The browser does not tell its process.");
  return found.id;
}

/** Kills the browser with all its processes, where the system knows groups of them. */
function kill(pid: number): void {
  process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function newestFirst(records: readonly StoredRecord[]): readonly StoredRecord[] {
  return [...records].sort((one, other) => other.savedAt - one.savedAt);
}

function isAmong(records: readonly StoredRecord[], id: string): boolean {
  return records.some((record) => record.id === id);
}
