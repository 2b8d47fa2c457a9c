import { expect, type Page } from "@playwright/test";
import { BackflowPage, NODE_HEAD } from "./backflow-page";
import { Gestures } from "./gestures";
import { test } from "./test";

/*
 * Published examples, built as somebody would who has read the README and nothing else: by keys, clicks and typing. What
 * the gestures of an example may be is its test's.
 */

/** An empty graph of one's own, and hands that count. */
class Builder {
  readonly backflow: BackflowPage;
  readonly hand: Gestures;

  constructor(private readonly page: Page) {
    this.backflow = new BackflowPage(page);
    this.hand = new Gestures(this.backflow);
  }

  async begin(): Promise<void> {
    await this.hand.press("Control+k");
    await expect(this.page.getByRole("combobox", { name: "Find anything" })).toBeFocused();
    await this.hand.type("new graph", "Enter");
    await expect(this.page.locator("[data-node]")).toHaveCount(0);
  }

  /** Adds what is typed beside what is selected. */
  async add(words: string): Promise<void> {
    const before = await this.page.locator("[data-node]").count();
    await this.hand.press("/");
    await expect(this.backflow.nodeSearch).toBeFocused();
    await this.hand.type(words, "Enter");
    await expect(this.backflow.nodeSearch).toBeHidden();
    await expect.poll(() => this.page.locator("[data-node]").count()).toBeGreaterThan(before);
  }

  /** Makes the next unit of a layer, until so many nodes are there. */
  async repeat(nodes: number): Promise<void> {
    await this.hand.press("Control+Shift+d");
    await expect(this.page.locator("[data-node]")).toHaveCount(nodes);
  }

  /** Selects nodes by their heads: one click each. */
  async select(first: string, ...more: readonly string[]): Promise<void> {
    await this.hand.click(this.backflow.node(first), { position: NODE_HEAD });
    await this.selectAlso(...more);
  }

  async selectAlso(...more: readonly string[]): Promise<void> {
    for (const id of more) {
      const also = { position: NODE_HEAD, modifiers: ["Shift" as const] };
      await this.hand.click(this.backflow.node(id), also);
    }
  }

  /** Sets the units of the selected node in its details. */
  async widen(units: number): Promise<void> {
    await this.hand.doubleClick(
      await this.backflow.middleOf(this.page.getByRole("textbox", { name: "Units" })),
    );
    // A double click of WebDriver BiDi selects no word.
    if (this.backflow.isFirefox()) await this.page.keyboard.press("Control+a");
    await this.hand.type(String(units), "Enter");
  }

  /** Clicks one number and types on from there, number by number. */
  async type(first: string, ...texts: readonly string[]): Promise<void> {
    await this.hand.click(this.backflow.number(first).last());
    for (const text of texts) await this.hand.type(text, "Tab");
  }

  async end(): Promise<void> {
    await this.page.locator("body").focus();
    await this.backflow.button("To the end").click();
  }

  /** The node of a symbol as it reads. */
  async read(name: string, attribute: "data-value" | "data-gradient"): Promise<readonly number[]> {
    const node = this.page
      .locator(".react-flow__node")
      .filter({ has: this.page.getByRole("img", { name, exact: true }) })
      .first();
    const text = await node.locator("[data-node]").getAttribute(attribute);
    return [JSON.parse(text ?? "null")].flat() as number[];
  }

  /** The partial derivative of the first weight of a node. */
  async firstPartial(id: string): Promise<number> {
    const { omega } = (await this.backflow.partials(id)) as { omega?: number[][] };
    return omega?.[0]?.[0] ?? Number.NaN;
  }

  /** What the nodes of Mazur's network are to be after one backward pass, to nine digits. */
  async expectPartials(output: string, hidden: string): Promise<void> {
    await expect.poll(() => this.firstPartial(output)).toBeCloseTo(0.082167041, 9);
    await expect.poll(() => this.firstPartial(hidden)).toBeCloseTo(0.000438568, 9);
  }
}

test("Mazur's network in 45 gestures at most, of single units and as layers of two, meets the published numbers", async ({
  page,
}) => {
  const builder = new Builder(page);
  const { backflow, hand } = builder;
  await backflow.open();
  await builder.begin();
  await builder.add("input");
  // The next unit of a layer is a copy below, fed by the same.
  await builder.repeat(2);
  await hand.press("Control+a");
  // What is added is wired with all that is selected.
  await builder.add("linear");
  await builder.add("sigmoid");
  await builder.selectAlso("f0");
  await builder.repeat(6);
  await builder.select("h1", "h2");
  await builder.add("linear");
  await builder.add("sigmoid");
  await builder.add("half");
  await builder.add("target");
  await builder.selectAlso("loss", "h3", "f2");
  await builder.repeat(14);
  const layer = (bias: string, ...weights: readonly string[]) => [bias, ...weights];
  await builder.type(
    "Value of xᵢ₁",
    ...["0.05", "0.1"],
    ...layer("0.35", "0.15", "0.2"),
    ...layer("0.35", "0.25", "0.3"),
    ...[...layer("0.6", "0.4", "0.45"), "0.01"],
    ...[...layer("0.6", "0.5", "0.55"), "0.99"],
  );
  expect(hand.count).toBeLessThanOrEqual(45);
  await builder.end();
  const published = [
    ["h1", 0.593269992],
    ["h2", 0.596884378],
    ["h3", 0.75136507],
    ["h4", 0.772928465],
    ["loss", 0.274811083],
    ["loss2", 0.023560026],
  ] as const;
  for (const [id, value] of published)
    await expect.poll(() => backflow.value(id)).toBeCloseTo(value, 8);
  await builder.expectPartials("f2", "f0");

  // The same as layers of two units.
  await builder.begin();
  hand.count = 0;
  await builder.add("input");
  await hand.press("d");
  await builder.widen(2);
  await builder.type("Value of xᵢ, unit 1", "0.05", "0.1");
  await builder.select("x");
  await builder.add("linear");
  await builder.widen(2);
  await builder.type("β₀, unit 1", "0.35", "0.35", "0.15", "0.2", "0.25", "0.3");
  await builder.select("f0");
  await builder.add("sigmoid");
  await builder.add("linear");
  await builder.widen(2);
  await builder.type("β₁, unit 1", "0.6", "0.6", "0.4", "0.45", "0.5", "0.55");
  await builder.select("f1");
  await builder.add("sigmoid");
  await builder.add("half");
  // It has the units of its loss, and is wired.
  await builder.add("target");
  await builder.type("Value of yᵢ, unit 1", "0.01", "0.99");
  expect(hand.count).toBeLessThanOrEqual(45);
  await builder.end();
  await expect.poll(() => backflow.value("loss")).toBeCloseTo(0.298371109, 9);
  await builder.expectPartials("f1", "f0");
  expect(backflow.errors).toEqual([]);
});

test("CS231n’s circuits and micrograd’s expression, node by node and as typed formulas", async ({
  page,
}) => {
  const builder = new Builder(page);
  const { backflow, hand } = builder;
  await backflow.open();
  const expectNumbers = async (
    attribute: "data-value" | "data-gradient",
    expected: Record<string, number>,
    digits: number,
  ): Promise<void> => {
    for (const [name, number] of Object.entries(expected)) {
      await expect
        .poll(async () => (await builder.read(name, attribute))[0], `${attribute} of ${name}`)
        .toBeCloseTo(number, digits);
    }
  };

  // (x + y)z, node by node.
  await builder.begin();
  await builder.add("input");
  await builder.add("+");
  // An input is wired into the sum that is selected.
  await builder.add("input");
  await builder.select("h1");
  await builder.add("*");
  await builder.add("input");
  await hand.click(backflow.button(/^Differentiate/));
  await builder.type("Value of xᵢ₁", "-2", "5", "-4");
  expect(hand.count).toBeLessThanOrEqual(18);
  await builder.end();
  await expect.poll(() => backflow.value("h2")).toBe(-12);
  const gradients = () => Promise.all(["x", "x2", "x3"].map((id) => backflow.gradient(id)));
  await expect.poll(gradients).toEqual([-4, -4, 3]);

  // The sigmoid neuron, gate by gate.
  hand.count = 0;
  await builder.begin();
  await builder.add("f = 1/(1 + e^(−(w0·x0 + w1·x1 + w2)))");
  await builder.type("Value of w₀", "2", "-1", "-3", "-2", "-3");
  expect(hand.count).toBeLessThanOrEqual(10);
  await builder.end();
  await expectNumbers("data-value", { f: 0.73 }, 2);
  await expectNumbers(
    "data-gradient",
    { "w₀": -0.2, "x₀": 0.39, "w₁": -0.39, "x₁": -0.59, "w₂": 0.2 },
    2,
  );

  // The circuit with a maximum, its numbers in the text.
  await builder.begin();
  await builder.add("x = 3; y = −4; z = 2; w = −1; f = 2(x y + max(z, w))");
  await builder.end();
  await expectNumbers("data-value", { f: -20 }, 12);
  await expectNumbers("data-gradient", { x: -8, y: 6, z: 2, w: 0 }, 12);

  hand.count = 0;
  await builder.begin();
  await builder.add("a = −4; b = 2; c = a + b; d = a·b + b^3; c += c + 1; c += 1 + c + (−a)");
  await builder.add("d += d·2 + relu(b + a); d += 3·d + relu(b − a)");
  await builder.add("e = c − d; f = e^2; g = f/2; g += 10/f");
  await backflow.press("o");
  expect(hand.count).toBeLessThanOrEqual(10);
  await builder.end();
  await expectNumbers("data-value", { g: 24.7041 }, 4);
  await expectNumbers("data-gradient", { a: 138.8338, b: 645.5773 }, 4);
  expect(backflow.errors).toEqual([]);
});

test("a softmax classifier and a logistic regression", async ({ page }) => {
  const builder = new Builder(page);
  const { backflow, hand } = builder;
  await backflow.open();
  await builder.begin();
  await builder.add("input");
  await hand.press("d");
  await builder.widen(4);
  await builder.type("Value of xᵢ, unit 1", "-15", "22", "-44", "56");
  await builder.select("x");
  await builder.add("linear");
  await builder.widen(3);
  await builder.type(
    "β₀, unit 1",
    ...["0", "0.2", "-0.3"],
    ...["0.01", "-0.05", "0.1", "0.05"],
    ...["0.7", "0.2", "0.05", "0.16"],
    ...["0", "-0.45", "-0.2", "0.03"],
  );
  await builder.select("f0");
  await builder.add("cross entropy");
  await builder.add("target");
  await builder.type("Value of yᵢ, unit 1", "0", "0", "1");
  expect(hand.count).toBeLessThanOrEqual(42);
  await builder.end();
  await expect.poll(() => backflow.value("loss")).toBeCloseTo(1.04, 2);
  await expect
    .poll(async () =>
      JSON.parse((await backflow.node("f0").getAttribute("data-gradient")) || "null"),
    )
    .toEqual([0.015, 0.631, -0.647].map((gradient) => expect.closeTo(gradient, 3)));

  // An Introduction to Statistical Learning: default by balance.
  hand.count = 0;
  await builder.begin();
  await builder.add("input");
  await builder.add("linear");
  await builder.add("sigmoid");
  await builder.select("f0");
  await builder.add("logistic loss");
  await builder.add("target");
  await builder.type("Value of xᵢ", "1000", "-10.6513", "0.0055", "1");
  expect(hand.count).toBeLessThanOrEqual(20);
  await builder.end();
  await expect.poll(() => backflow.value("h1")).toBeCloseTo(0.00576, 5);
  await expect.poll(() => backflow.gradient("f0")).toBeCloseTo(0.00576 - 1, 5);
  expect(backflow.errors).toEqual([]);
});
