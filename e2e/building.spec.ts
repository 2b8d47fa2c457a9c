import { readFileSync } from "node:fs";
import { expect, type Locator } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { Fingers, PHONE } from "./fingers";
import { Gestures } from "./gestures";
import { test } from "./test";

interface Reference {
  readonly exact: {
    readonly values: Record<string, number>;
    readonly gradients: Record<string, number>;
    readonly parameterGradients: Record<string, number>;
  };
}

const { exact } = JSON.parse(
  readFileSync(new URL("./reference/toy-network.json", import.meta.url), "utf8"),
) as Reference;

/** The lecture's numbers, in the order in which Tab goes through them. */
const NUMBERS = ["2.3", "1", "0.1", "2", "-0.4", "-3", "2", "0.4", "3", "2"] as const;

/** At the end of the run: every value, derivative and partial is the published one. */
async function expectPublished(backflow: BackflowPage): Promise<void> {
  await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", /step 23 of 23/);
  for (const [id, value] of Object.entries(exact.values)) {
    await expect.poll(() => backflow.value(id), `value of ${id}`).toBeCloseTo(value, 10);
  }
  for (const [id, gradient] of Object.entries(exact.gradients)) {
    await expect.poll(() => backflow.gradient(id), `derivative of ${id}`).toBeCloseTo(gradient, 10);
  }
  for (const k of [0, 1, 2, 3]) {
    const { [`beta${k}`]: beta, [`omega${k}`]: omega } = exact.parameterGradients;
    await expect
      .poll(() => backflow.partials(`f${k}`), `partials of β${k} and ω${k}`)
      .toMatchObject({
        beta: [expect.closeTo(beta ?? Number.NaN, 10)],
        omega: [[expect.closeTo(omega ?? Number.NaN, 10)]],
      });
  }
}

test("the toy network is built by mouse from an empty canvas, in 60 gestures at most", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  const hand = new Gestures(backflow);
  await backflow.open();

  await hand.click(backflow.button("File"));
  await hand.click(backflow.button("New graph"));
  await expect(page.locator("[data-node]")).toHaveCount(0);

  await hand.doubleClick({ x: 150, y: 320 });
  await hand.type("input", "Enter");
  // Two rows: to the right as far as there is room, then below.
  const chain = [
    ["x", "linear", "f0", { x: 330, y: 320 }],
    ["f0", "sin", "h1", { x: 570, y: 320 }],
    ["h1", "linear", "f1", { x: 810, y: 320 }],
    ["f1", "exp", "h2", { x: 1050, y: 320 }],
    ["h2", "linear", "f2", { x: 330, y: 560 }],
    ["f2", "cos", "h3", { x: 570, y: 560 }],
    ["h3", "linear", "f3", { x: 810, y: 560 }],
    ["f3", "squared error", "loss", { x: 1050, y: 560 }],
  ] as const;
  for (const [source, op, added, place] of chain) {
    await hand.drag(backflow.outputPort(source), place);
    await expect(backflow.nodeSearch).toBeFocused();
    await expect(backflow.looseWire).toBeAttached();
    await hand.type(op, "Enter");
    await expect(backflow.wire(source, added)).toBeAttached();
  }
  await hand.drag(backflow.inputPort("loss", 1), { x: 1000, y: 420 });
  await expect(backflow.nodeSearch).toBeFocused();
  await hand.type("target", "Enter");
  await expect(backflow.wire("y", "loss", 1)).toBeAttached();

  await hand.click(backflow.number("Value of xᵢ"));
  for (const number of NUMBERS) await hand.type(number, "Tab");

  await hand.click(backflow.button("To the end"));
  await expectPublished(backflow);
  expect(hand.count).toBeLessThanOrEqual(60);
  expect(backflow.errors).toEqual([]);
});

/** Tab, or Shift+Tab, until the focus is there. */
async function tabTo(backflow: BackflowPage, goal: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  for (let presses = 0; presses < 60; presses++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await backflow.press(key);
  }
  throw new Error(`60 times ${key} do not lead to ${goal}`);
}

/** Something on the page has the focus: the next key goes on from there. */
async function expectFocusKept(backflow: BackflowPage): Promise<void> {
  await expect
    .poll(() => backflow.page.evaluate(() => document.activeElement?.tagName))
    .not.toBe("BODY");
}

test("the toy network is built by keyboard alone, and what is done is spoken", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  const stop = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  const says = (text: string) => expect(backflow.announcer).toHaveText(text);
  const type = async (text: string, end: "Enter" | "Tab") => {
    await page.keyboard.type(text);
    await backflow.press(end);
  };

  await tabTo(backflow, backflow.button("File"));
  await backflow.press("Enter", "Tab", "Enter");
  await expect(page.locator("[data-node]")).toHaveCount(0);
  await expectFocusKept(backflow);

  await backflow.press("/");
  await expect(backflow.nodeSearch).toBeFocused();
  await type("input", "Enter");
  await expect(stop("x")).toBeFocused();
  await says("Added input xᵢ.");

  for (const { source, op, added, spoken } of [
    { source: "x", op: "linear", added: "f0", spoken: "Added linear f₀, wired with xᵢ." },
    { source: "f0", op: "sin", added: "h1", spoken: "Added sine h₁, wired with f₀." },
    { source: "h1", op: "linear", added: "f1", spoken: "Added linear f₁, wired with h₁." },
    { source: "f1", op: "exp", added: "h2", spoken: "Added exponential h₂, wired with f₁." },
    { source: "h2", op: "linear", added: "f2", spoken: "Added linear f₂, wired with h₂." },
    { source: "f2", op: "cos", added: "h3", spoken: "Added cosine h₃, wired with f₂." },
    { source: "h3", op: "linear", added: "f3", spoken: "Added linear f₃, wired with h₃." },
    {
      source: "f3",
      op: "squared",
      added: "loss",
      spoken: "Added squared error ℓᵢ, wired with f₃.",
    },
  ]) {
    await expect(stop(source)).toBeFocused();
    await backflow.press("w");
    await expect(backflow.nodeSearch).toBeFocused();
    await type(op, "Enter");
    await expect(stop(added)).toBeFocused();
    await expect(stop(added)).toBeInViewport({ ratio: 0.95 });
    await says(spoken);
  }

  // What does not fit is not offered, and the reason is said.
  await tabTo(backflow, stop("h1"), "Shift+Tab");
  await backflow.press("w");
  await page.keyboard.type("f0");
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText(
    "f₀ already feeds h₁: this wire would close a cycle.",
  );
  await backflow.press("Escape");
  await expect(stop("h1")).toBeFocused();

  await backflow.press("/");
  await type("target", "Enter");
  await expect(stop("y")).toBeFocused();
  await backflow.press("w");
  await type("loss", "Enter");
  await expect(backflow.wire("y", "loss", 1)).toBeAttached();
  await says("Wired yᵢ into ℓᵢ.");
  await expect(stop("y")).toBeFocused();

  await tabTo(backflow, backflow.number("Value of xᵢ"), "Shift+Tab");
  await expect(stop("x")).toBeInViewport({ ratio: 0.95 });
  const spoken = ["Value of xᵢ", "β₀", "ω₀", "β₁", "ω₁", "β₂", "ω₂", "β₃", "ω₃", "Value of yᵢ"];
  for (const [place, number] of NUMBERS.entries()) {
    await expect(backflow.number(spoken[place] ?? "")).toBeFocused();
    await expect(backflow.number(spoken[place] ?? "")).toBeInViewport({ ratio: 0.95 });
    await type(number, place + 1 < NUMBERS.length ? "Tab" : "Enter");
    await says(`${spoken[place]} is ${number.replace("-", "−")} now.`);
  }
  // Enter has ended the typing: its node has the focus, and the keys are the page's again.
  await expect(stop("y")).toBeFocused();

  await page.clock.install();
  await backflow.press(".", ".", " ");
  await page.clock.runFor(30_000);
  await expectPublished(backflow);
  await tabTo(backflow, stop("h3"), "Shift+Tab");
  await expect(stop("h3")).toHaveAccessibleDescription("value 0.6574, derivative +2.234");
  await backflow.press("d");
  await expect(page.getByRole("complementary")).toContainText("2.2335846505");
  await backflow.press("Escape");
  await expect(page.getByRole("complementary")).toBeHidden();
  await expectFocusKept(backflow);
  expect(backflow.errors).toEqual([]);
});

test("the toy network is built by touch on a phone", async ({ newPage, browserName }) => {
  test.skip(browserName !== "chromium", "Fingers are sent by the protocol of Chromium");
  const page = await newPage(PHONE);
  const backflow = new BackflowPage(page);
  await backflow.open();
  const fingers = await Fingers.of(backflow);
  const stop = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  const option = (name: string) => page.getByRole("option", { name, exact: true });
  const setNumber = async (name: string, text: string) => {
    await fingers.tap(backflow.number(name));
    await expect(backflow.number(name)).toBeFocused();
    await page.keyboard.type(text);
    await backflow.press("Enter");
  };

  await fingers.tap(backflow.button("File"));
  await fingers.tap(backflow.button("New graph"));
  await fingers.tap(backflow.button("Add a node"));
  await fingers.tap(option("Input"));
  await expect(stop("x")).toBeFocused();
  await setNumber("Value of xᵢ", "2.3");

  // From a tapped output to a tap on the empty canvas beside it: the search tells what fits there.
  for (const { source, op, added, numbers } of [
    { source: "x", op: "Linear", added: "f0", numbers: { "β₀": "1", "ω₀": "0.1" } },
    { source: "f0", op: "Sine", added: "h1" },
    { source: "h1", op: "Linear", added: "f1", numbers: { "β₁": "2", "ω₁": "-0.4" } },
    { source: "f1", op: "Exponential", added: "h2" },
    { source: "h2", op: "Linear", added: "f2", numbers: { "β₂": "-3", "ω₂": "2" } },
    { source: "f2", op: "Cosine", added: "h3" },
    { source: "h3", op: "Linear", added: "f3", numbers: { "β₃": "0.4", "ω₃": "3" } },
    { source: "f3", op: "Squared error", added: "loss" },
  ]) {
    await fingers.tap(backflow.outputPort(source));
    await expect(backflow.outputPort(source)).toHaveAttribute("data-verdict", "held");
    const from = await backflow.middleOf(backflow.outputPort(source));
    await fingers.tap({ x: from.x + 40, y: from.y });
    await expect(backflow.nodeSearch).toBeFocused();
    await page.keyboard.type(op.slice(0, 3));
    await fingers.tap(option(op));
    await expect(stop(added)).toBeFocused();
    await expect(backflow.wire(source, added)).toBeAttached();
    for (const [name, text] of Object.entries(numbers ?? {})) await setNumber(name, text);
  }

  // From the palette.
  await fingers.tap(backflow.button("Add nodes from the palette"));
  await fingers.tap(backflow.paletteItem("Target"));
  const loss = await backflow.middleOf(backflow.node("loss"));
  await fingers.tap({ x: loss.x, y: loss.y + 140 });
  await expect(backflow.node("y")).toBeVisible();
  // The loss is selected: what is added is wired with it.
  await expect(backflow.wire("y", "loss", 1)).toBeAttached();
  await setNumber("Value of yᵢ", "2");

  await fingers.tap(backflow.button("Close the palette"));
  await fingers.tap(backflow.button("To the end"));
  await expectPublished(backflow);
  await backflow.expectNoOverflow();
  expect(backflow.errors).toEqual([]);
});

test("the focus is never lost: what closes, or goes away, passes it on", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const stop = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  await tabTo(backflow, stop("h2"));
  for (const key of ["/", "w", "c", "m", "p", "g"]) {
    await backflow.press(key);
    await expect(page.locator("dialog, [role=dialog], [role=menu]").first()).toBeVisible();
    await expect(stop("h2")).not.toBeFocused();
    await backflow.press("Escape");
    await expect(page.locator("dialog, [role=dialog], [role=menu]")).toHaveCount(0);
    await expect(stop("h2"), `after ${key}`).toBeFocused();
  }
  await backflow.press("d");
  await expect(page.getByRole("complementary")).toBeVisible();
  await backflow.press("Escape");
  await expect(page.getByRole("complementary")).toBeHidden();
  await expectFocusKept(backflow);

  const canvas = page.locator("[data-canvas]");
  // Nothing had the focus before it opened.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await backflow.press("a");
  await backflow.button("Close the palette").focus();
  await backflow.press("Enter");
  await expect(backflow.button("Close the palette")).toHaveCount(0);
  await expect(canvas).toBeFocused();

  await tabTo(backflow, stop("h2"));
  await backflow.press("Delete");
  await expect(stop("h2")).toHaveCount(0);
  await expect(canvas).toBeFocused();
  await backflow.press("/");
  await page.keyboard.type("relu");
  await backflow.press("Enter");
  await expect(page.locator(".react-flow__node:focus")).toHaveAttribute("data-id", "h2");
  await backflow.press("Control+z");
  await expect(stop("h2")).toHaveCount(0);
  await expect(canvas).toBeFocused();

  await tabTo(backflow, backflow.button("File"), "Shift+Tab");
  await backflow.press("Enter", "Tab", "Escape");
  await expect(backflow.button("File")).toBeFocused();
  await backflow.press("Enter", "Tab", "Enter");
  await expect(page.locator("[data-node]")).toHaveCount(0);
  await expect(backflow.button("File")).toBeFocused();
  // Out of a number, to its node.
  await backflow.press("/");
  await page.keyboard.type("input");
  await backflow.press("Enter");
  await expect(stop("x")).toBeFocused();
  await backflow.press("Tab");
  await expect(backflow.number("Value of xᵢ")).toBeFocused();
  await backflow.press("Escape");
  await expect(stop("x")).toBeFocused();
  expect(backflow.errors).toEqual([]);
});
