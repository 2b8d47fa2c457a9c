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
 * the keys go. The page tells of each step, and of each document that its storage has taken; what the next browser on the
 * profile finds tells which steps are lost. How soon a step is given to the storage is shown by document-writer.test.ts, by
 * a clock that no slow machine moves.
 */

const KILLS = turns["killed browsers"];
const SEED = 20_261;
/** The most documents that the storage has taken while the steps go on, before the kill. */
const MOST_STORED = 3;
/** Steps before a kill: at least, and at most so many more. */
const FEWEST_STEPS = 3;
const MORE_STEPS = 20;
/** The kill comes so long after that at most, in milliseconds: in the middle of whatever is going on. */
const LONGEST_DELAY = 300;
/** How many nodes a graph has whose record is written in more than one piece. */
const LARGE = 160;

/** Nodes of the toy network. */
const TOY = 10;
/** What is edited: what was edited last, a preset, or a file. */
const BEGINNINGS = ["own", "own", "own", "preset", "file"] as const;

/** What was told of a browser until its end: numbers of the node "x". */
interface Killed {
  /** Before the first step. */
  readonly before: number;
  /** After each step. */
  readonly steps: readonly number[];
  /** The documents that the storage has taken, as often as it has. */
  readonly stored: readonly Pick<StoredRecord, "id" | "text">[];
}

test("a killed browser loses no edit that its storage has taken, and takes them while edits go on", async ({
  baseURL,
  browserName,
}) => {
  test.skip(browserName !== "chromium", "It starts a Chromium of its own.");
  test.setTimeout(120_000 + KILLS * 30_000);
  const draw = new Draw(SEED);
  const profile = await mkdtemp(join(tmpdir(), "backflow-kills-"));
  const losses: number[] = [];
  let steps = 0;
  try {
    let known: readonly StoredRecord[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const begins = kill === 0 ? "preset" : draw.pick(BEGINNINGS);
      const current = begins === "own" ? known[0] : undefined;
      const killed = await editUntilKilled(profile, baseURL, begins, draw);
      steps += killed.steps.length;

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
      const taken = killed.stored.filter(({ id }) => id === current?.id || !isAmong(known, id));
      losses.push(lossOf(killed, kept));
      // None of the lost steps is one that the storage had taken.
      expect(kept).toBeGreaterThanOrEqual(Math.max(killed.before, ...taken.map(numberIn)));
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
  test.info().annotations.push({
    type: "lost",
    description: `of ${steps} steps in ${KILLS} kills: ${losses.join(", ")}`,
  });
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
  const steps: number[] = [];
  const stored: Pick<StoredRecord, "id" | "text">[] = [];
  await page.addInitScript(tellSteps);
  await page.addInitScript(tellStored);
  page.on("console", (message) => {
    const [, kind, told = ""] = /^(step|stored) (.*)$/s.exec(message.text()) ?? [];
    if (kind === "step") steps.push(Number(told));
    else if (kind === "stored") stored.push(JSON.parse(told));
  });
  await backflow.open(begins === "preset" ? "#preset=toy-network" : "");
  await expect(backflow.node("x")).toHaveAttribute("data-value", /\d/);
  if (begins === "file") {
    await backflow.openFile(largeFile());
    await expect(backflow.title).toHaveText("Large");
    await expect(backflow.node("x")).toHaveAttribute("data-value", "0.5");
  }
  const before = await backflow.value("x");
  const field = page.locator('.react-flow__node[data-id="x"]').getByRole("spinbutton");
  await field.focus();
  if (draw.chance(0.3)) {
    // What is not stored yet survives a reload on another way than a kill.
    for (let presses = 5 + draw.below(20); presses > 0; presses--) await stepUp(page);
    await backflow.reload();
    await field.focus();
  }
  const pid = await pidOf(context);
  const closed = context.waitForEvent("close");
  const enoughStored = stored.length + draw.below(MOST_STORED + 1);
  const enoughSteps = steps.length + FEWEST_STEPS + draw.below(MORE_STEPS);
  while (stored.length < enoughStored || steps.length < enoughSteps) await stepUp(page);
  let isKilled = false;
  setTimeout(() => {
    isKilled = true;
    kill(pid);
  }, draw.below(LONGEST_DELAY));
  try {
    for (;;) await stepUp(page);
  } catch (error) {
    if (!isKilled) throw error;
  }
  await closed;
  await expect.poll(() => isRunning(pid)).toBe(false);
  return { before, steps, stored };
}

function stepUp(page: Page): Promise<void> {
  return page.keyboard.press("Shift+ArrowUp");
}

/** How many steps are lost. */
function lossOf({ before, steps }: Killed, kept: number): number {
  const values = [before, ...steps];
  const last = values.at(-1) ?? Number.NaN;
  // The very last step may be stored before the page could tell of it.
  const place = kept === last + 1 ? values.length : values.lastIndexOf(kept);
  expect(place, `${kept} is one of ${values.join(", ")}`).toBeGreaterThanOrEqual(0);
  return Math.max(0, values.length - 1 - place);
}

/** The number of the node "x" in a record, which is read as any page would. */
function numberIn({ text }: Pick<StoredRecord, "text">): number {
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

/** Runs in the page: tells the number after each step. */
function tellSteps(): void {
  addEventListener(
    "keyup",
    ({ key, target }) => {
      if (key !== "ArrowUp" || !(target instanceof HTMLInputElement)) return;
      console.debug(`step ${target.value}`);
    },
    true,
  );
}

/** Runs in the page: tells each document that the storage has taken. */
function tellStored(): void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (record, ...key) {
    const { id, text } = record;
    this.transaction.addEventListener("complete", () =>
      console.debug(`stored ${JSON.stringify({ id, text })}`),
    );
    return put.call(this, record, ...key);
  };
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
