import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

const SLUGS = [
  "toy-network",
  "toy-network-primitives",
  "fan-out",
  "saturated-sigmoid",
  "vanishing-chain",
  "relu-chain",
  "exploding-chain",
  "inactive-relu",
  "overflow",
  "shallow-relu-3",
  "vector-layer",
];

/** Of each run: what every step says is held to the numbers without a browser. */
const SOME_STEPS = 4;

/** What two boxes may share where their borders touch, in pixels. */
const TOUCHING = 2;

test("the gallery shows every preset with its story, and opens it", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.button("Presets").click();
  const gallery = page.getByRole("dialog");
  for (const slug of SLUGS) {
    await expect(gallery.locator(`a[href="#preset=${slug}"]`)).toBeVisible();
  }
  await gallery.locator('a[href="#preset=fan-out"]').click();
  await expect(gallery).toBeHidden();
  await expect(backflow.title).toHaveText(/Fan-out/);
  await expect(backflow.node("h2")).toBeVisible();
});

test("every preset of the gallery comes to the end of its run without an error, no label on a node, a flag or another", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.button("Presets").click();
  const links = page.getByRole("dialog").locator('a[href^="#preset="]');
  await expect(links.first()).toBeVisible();
  const fragments = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(fragments.length).toBeGreaterThan(SLUGS.length);
  await backflow.press("Escape");
  for (const fragment of fragments) {
    await test.step(fragment ?? "", async () => {
      await backflow.follow(fragment ?? "");
      // Its slider drives the run of the graph also where a training has the keys.
      await backflow.scrubber.focus();
      for (let step = 0; step < SOME_STEPS; step++) await backflow.press("ArrowRight");
      await backflow.press("End");
      const last = await backflow.scrubber.getAttribute("max");
      expect(Number(last)).toBeGreaterThan(0);
      await expect(backflow.scrubber).toHaveValue(last ?? "");
      await expect(page.getByText("NaN")).toHaveCount(0);
      expect(backflow.errors).toEqual([]);
      await expect.poll(() => page.evaluate(overlapsOfLabels, TOUCHING)).toEqual([]);
    });
  }
});

/** Runs in the page: which labels share more than so many pixels, both ways, with a node, the flag of a finding or one another. */
function overlapsOfLabels(most: number): readonly string[] {
  const boxes = (selector: string, name: (element: Element) => string | null | undefined) =>
    Array.from(document.querySelectorAll(selector), (element) => ({
      name: name(element) ?? "",
      box: element.getBoundingClientRect(),
      isSeen: element.checkVisibility({ visibilityProperty: true }),
    })).filter(({ box, isSeen }) => isSeen && box.width > 0);
  const labels = boxes("[data-wire-label] > *", (element) =>
    element.parentElement?.getAttribute("data-wire-label"),
  );
  const nodes = [
    ...boxes("[data-node]", (element) => element.getAttribute("data-node")),
    ...boxes("[data-part=flag]", ({ textContent }) => `“${textContent}”`),
  ];
  if (labels.length === 0) return ["no labels yet"];
  return labels.flatMap(({ name, box }, index) =>
    [...nodes, ...labels.slice(index + 1)]
      .filter(
        ({ box: other }) =>
          Math.min(box.right, other.right) - Math.max(box.left, other.left) > most &&
          Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > most,
      )
      .map((other) => `${name} on ${other.name}`),
  );
}
