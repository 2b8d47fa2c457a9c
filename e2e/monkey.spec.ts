import { expect, type Page } from "@playwright/test";
import { readFile } from "@/graph";
import { commands, type KeyChord } from "@/store";
import { turns } from "../scripts/random-turns.mjs";
import { Draw } from "../src/link-mutations.test-support";
import { BackflowPage } from "./backflow-page";
import { seedOf } from "./seeds";
import { storedRecords } from "./stored-records";
import { test } from "./test";

/*
 * Whatever is clicked, dragged, typed and pressed while a run plays: nothing ends in an uncaught error or a blank page,
 * and the document stays sound and can be undone to its start.
 */

const RUNS = turns["monkeys at the page"];
const ACTIONS = 200;
/** Actions in a row without a run that plays. */
const MOST_IDLE = 10;

const STARTS = [
  "",
  "#preset=toy-network",
  "#preset=fan-out",
  "#preset=overflow",
  "#preset=vector-layer",
  "#preset=shallow-relu-3",
  "#preset=saturated-sigmoid",
];
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  { width: 1000, height: 600 },
];
const KEYS = [
  ...Object.values(commands).flatMap(({ keys }) => keys.filter(isPressable).map(nameOfKey)),
  ...["Enter", "Enter", "Tab", "Shift+Tab", "ArrowUp", "ArrowDown", "Shift+Enter", "F6"],
  ...["Control+z", "Control+z", "Control+Shift+z", "1", "9", "0", "Shift+ArrowLeft"],
];
const TEXTS = [
  ...["1e999", "abc", "-0.5", "\\omega_0", "\\href{javascript:alert(1)}{y}", "sig", "relu", "7"],
  ...["{", "", "0", "-1e300", "x_{", "\u202egnp", "constructor"],
];

interface Action {
  readonly weight: number;
  /** Says what was done, so that a failure can be done again. */
  perform(page: Page, draw: Draw): Promise<string>;
}

const ACTIONS_OF_A_MONKEY: readonly Action[] = [
  {
    weight: 12,
    perform: async (page, draw) => {
      const key = draw.pick(KEYS);
      const isFirefox = page.context().browser()?.browserType().name() === "firefox";
      // WebDriver BiDi knows no key for the menu: there its other chord is pressed.
      await page.keyboard.press(isFirefox && key === "ContextMenu" ? "Shift+F10" : key);
      return key;
    },
  },
  {
    weight: 4,
    perform: (page, draw) => click(page, placeOf(page, draw), {}),
  },
  { weight: 8, perform: async (page, draw) => click(page, await thingOf(page, draw), {}) },
  {
    weight: 3,
    perform: async (page, draw) => click(page, await thingOf(page, draw), { clickCount: 2 }),
  },
  {
    weight: 2,
    perform: async (page, draw) => click(page, await thingOf(page, draw), { button: "right" }),
  },
  { weight: 8, perform: drag },
  {
    weight: 5,
    perform: async (page, draw) => {
      const field = await thingOf(page, draw, "input, textarea, [role=combobox]");
      const text = draw.pick(TEXTS);
      const key = draw.pick(["Enter", "Enter", "Tab", "Escape", "ArrowDown", "Control+z"]);
      await click(page, field, {});
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.insertText(text);
      await page.keyboard.press(key);
      return `typed “${text}” ${key} at ${field}`;
    },
  },
  {
    weight: 3,
    perform: async (page, draw) => {
      const place = placeOf(page, draw);
      await page.mouse.move(...place);
      const by = draw.below(800) - 400;
      await page.mouse.wheel(0, by);
      return `wheel ${by} at ${place}`;
    },
  },
  {
    weight: 0.6,
    perform: async (page, draw) => {
      const fragment = draw.pick([...STARTS.slice(1), "#g1=AAAA", "#nonsense"]);
      await page.evaluate((hash) => {
        location.hash = hash;
      }, fragment);
      return fragment;
    },
  },
  {
    weight: 0.4,
    perform: async (page, draw) => {
      const by = draw.pick([-1, -1, 1]);
      await page.evaluate((entries) => {
        // Not out of the page.
        if (entries > 0 || window.navigation?.canGoBack) history.go(entries);
      }, by);
      return `history ${by}`;
    },
  },
  {
    weight: 0.4,
    perform: async (page, draw) => {
      const size = draw.pick(SIZES);
      await page.setViewportSize(size);
      return `${size.width} × ${size.height}`;
    },
  },
  {
    weight: 0.4,
    perform: async (page, draw) => {
      const colorScheme = draw.pick(["light", "dark"] as const);
      await page.emulateMedia({ colorScheme });
      return colorScheme;
    },
  },
];

for (let run = 1; run <= RUNS; run++) {
  test(`a monkey at the page while a run plays, ${run} of ${RUNS}`, async ({
    context,
    browserName,
  }) => {
    test.setTimeout(300_000);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    // What opens in another tab is none of the page's business.
    context.on("page", (popup) => void popup.close().catch(() => undefined));
    // The browser's own dragging of links and of selected text would swallow the mouse.
    await page.addInitScript(() => {
      addEventListener("dragstart", (event) => event.preventDefault(), { capture: true });
    });
    const backflow = new BackflowPage(page);
    const seed = seedOf(browserName, run);
    const draw = new Draw(seed);
    await backflow.open(draw.pick(STARTS));

    const done = [`seed ${seed}`];
    let played = 0;
    let idle = 0;
    for (let number = 1; number <= ACTIONS; number++) {
      if (await keepPlaying(page)) {
        played++;
        idle = 0;
      } else if (++idle > MOST_IDLE) {
        // What it has left of the graph cannot run: it goes on with another one.
        const start = draw.pick(STARTS.slice(1));
        await page.evaluate((fragment) => {
          location.hash = fragment;
        }, start);
        done.push(start);
        idle = 0;
      }
      done.push(`${number}. ${await pickAction(draw).perform(page, draw)}`);
      if (number % 20 === 0) await expectUnbroken(backflow, done);
    }
    expect(played).toBeGreaterThan(ACTIONS / 2);
    await expectUndoable(backflow, done);
    await expectUnbroken(backflow, done);
  });
}

/** Starts the run again where it has come to its end or was stopped. Does it play? */
function keepPlaying(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const play = document.querySelector<HTMLElement>('button[aria-label="Play or pause"]');
    if (play === null || play.getAttribute("aria-disabled") === "true") return false;
    if (play.getAttribute("aria-pressed") !== "true") {
      play.click();
      // What a click changes is drawn in a task of its own.
      await new Promise((drawn) => setTimeout(drawn));
    }
    return play.getAttribute("aria-pressed") === "true";
  });
}

async function expectUnbroken(backflow: BackflowPage, done: readonly string[]): Promise<void> {
  const told = [done[0], ...done.slice(1).slice(-25)].join("\n");
  expect(backflow.errors, told).toEqual([]);
  await expect(backflow.page.getByText("stopped working because of an error"), told).toHaveCount(0);
  await expect(backflow.page.locator("[data-canvas]"), told).toBeVisible();
  // An empty canvas has a sentence.
  await expect(backflow.page.locator("main"), told).toHaveText(/\S/);
}

/** The document is sound, all edits can be taken back, and done again. */
async function expectUndoable(backflow: BackflowPage, done: readonly string[]): Promise<void> {
  const { page } = backflow;
  const told = done.join("\n");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.mouse.up();
  await backflow.press("Escape", "Escape", "Escape", "Escape");
  await letGoOfFields(page);
  await pauseTraining(backflow);
  // What the monkey has undone is done again first.
  await pressUntilDisabled(backflow, "Redo", "Control+Shift+z", told);
  const before = await storedText(backflow, told);
  await pressUntilDisabled(backflow, "Undo", "Control+z", told);
  await storedText(backflow, told);
  await pressUntilDisabled(backflow, "Redo", "Control+Shift+z", told);
  expect(await storedText(backflow, told), told).toBe(before);
}

/** A training that runs writes its numbers into the document, between one look at it and the next. */
async function pauseTraining({ page }: BackflowPage): Promise<void> {
  const training = page.locator("[data-iteration]");
  if ((await training.count()) === 0) return;
  if ((await training.getAttribute("data-running")) === "true") {
    await page.getByRole("button", { name: "Play or pause" }).click();
  }
  await expect(training).toHaveAttribute("data-running", "false");
  await expect(training).toHaveAttribute("data-awaiting", "false");
}

function letGoOfFields(page: Page): Promise<void> {
  return page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}

async function pressUntilDisabled(
  backflow: BackflowPage,
  name: string,
  key: string,
  told: string,
): Promise<void> {
  const button = backflow.button(name);
  const isDone = async () => (await button.getAttribute("aria-disabled")) === "true";
  // A run makes at most a few edits with each action.
  for (let press = 0; press < 5 * ACTIONS && !(await isDone()); press++) await backflow.press(key);
  expect(await isDone(), told).toBe(true);
}

/** The document as it is stored, which passes its check; nothing is stored of a preview. */
async function storedText({ page, saving }: BackflowPage, told: string): Promise<string | null> {
  await expect(saving, told).toHaveText(/^(Saved|Preview)$/);
  if ((await saving.textContent()) === "Preview") return null;
  const shown = await page.evaluate(() => history.state?.shows?.record as unknown);
  const records = (await storedRecords(page)).sort((one, other) => other.savedAt - one.savedAt);
  // After a link that could not be opened, the entry of the history names nothing.
  const text = (records.find(({ id }) => id === shown) ?? records[0])?.text ?? "";
  expect(readFile(text), told).toMatchObject({ ok: true });
  return text;
}

function isPressable({ key, shift = false }: KeyChord): boolean {
  return !(shift && /^[^A-Za-z]$/.test(key));
}

function nameOfKey({ key, mod = false, shift = false, alt = false }: KeyChord): string {
  const modifiers = [mod && "ControlOrMeta", shift && "Shift", alt && "Alt"].filter(Boolean);
  return [...modifiers, key === " " ? "Space" : key].join("+");
}

async function drag(page: Page, draw: Draw): Promise<string> {
  const from = await thingOf(page, draw);
  const to = draw.chance(0.5) ? placeOf(page, draw) : await thingOf(page, draw);
  const key = draw.chance(0.25) ? draw.pick(["Delete", "Escape", "ControlOrMeta+z", "t"]) : null;
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...placeOf(page, draw), { steps: 2 });
  if (key !== null) await page.keyboard.press(key);
  await page.mouse.move(...to);
  await page.mouse.up();
  return `dragged from ${from} to ${to}, ${key} meanwhile`;
}

async function click(
  page: Page,
  place: Place,
  options: { clickCount?: number; button?: "right" },
): Promise<string> {
  await page.mouse.click(...place, options);
  return `click ${JSON.stringify(options)} at ${place}`;
}

type Place = [x: number, y: number];

function placeOf(page: Page, draw: Draw): Place {
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 };
  return [draw.below(width), draw.below(height)];
}

const THINGS =
  ".react-flow__node, [data-port], [data-edge], button, input, [role=option], [role=menuitem], [role=slider], a";

/** The middle of something that can be taken hold of; any place now and then, or where there is none in view. */
async function thingOf(page: Page, draw: Draw, selector = THINGS): Promise<Place> {
  const elsewhere = placeOf(page, draw);
  const part = draw.below(1000) / 1000;
  if (draw.chance(0.1)) return elsewhere;
  const place = await page.evaluate(
    ([wanted, share]) => {
      const boxes = Array.from(document.querySelectorAll(wanted), (thing) =>
        thing.getBoundingClientRect(),
      );
      const inView = boxes
        .map(({ x, y, width, height }) => [x + width / 2, y + height / 2] as const)
        .filter(([x, y]) => x > 0 && y > 0 && x < innerWidth && y < innerHeight);
      return inView[Math.floor(share * inView.length)] ?? null;
    },
    [selector, part] as const,
  );
  return place === null ? elsewhere : [Math.round(place[0]), Math.round(place[1])];
}

function pickAction(draw: Draw): Action {
  const total = ACTIONS_OF_A_MONKEY.reduce((sum, { weight }) => sum + weight, 0);
  let left = (draw.below(1e6) / 1e6) * total;
  for (const action of ACTIONS_OF_A_MONKEY) {
    left -= action.weight;
    if (left < 0) return action;
  }
  throw new Error("The weights of the actions do not add up.");
}
