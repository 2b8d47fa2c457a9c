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

/** The smallest zoom of a graph of these sizes. */
const SMALLEST_ZOOM = 0.15;

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
  for (const fragment of await fragmentsOfGallery(backflow)) {
    await test.step(fragment, async () => {
      await backflow.follow(fragment);
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

test("on a phone no preset that is seen whole has a node or a label under a button: at first, at the end of its run, and when it is asked for", async ({
  newPage,
}) => {
  const page = await newPage({ hasTouch: true, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  await backflow.open();
  const fragments = await fragmentsOfGallery(backflow);
  await page.setViewportSize({ width: 390, height: 844 });
  let seenWhole = 0;
  for (const fragment of fragments) {
    await test.step(fragment, async () => {
      await backflow.follow(fragment);
      const check = async () => {
        const { zoom } = await backflow.restingView();
        // Nothing is fitted any smaller: there, buttons may lie on what does not fit.
        if (zoom <= SMALLEST_ZOOM) return;
        await expect
          .poll(() => page.evaluate(underButtons))
          .toEqual({ isWhole: expect.anything(), under: [] });
        if ((await page.evaluate(underButtons)).isWhole) seenWhole++;
      };
      await check();
      await backflow.scrubber.focus();
      await backflow.press("End");
      await check();
      await backflow.button("Show the whole graph").tap();
      await check();
    });
  }
  expect(seenWhole).toBeGreaterThan(SLUGS.length);
});

/** The links to all presets, as the gallery has them. */
async function fragmentsOfGallery(backflow: BackflowPage): Promise<readonly string[]> {
  await backflow.button("Presets").click();
  const links = backflow.page.getByRole("dialog").locator('a[href^="#preset="]');
  await expect(links.first()).toBeVisible();
  const fragments = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(fragments.length).toBeGreaterThan(SLUGS.length);
  await backflow.press("Escape");
  return fragments.map((fragment) => fragment ?? "");
}

/** Runs in the page: whether all nodes are in view, and if so which of them, or of the labels, lie under a button. */
function underButtons(): { readonly isWhole: boolean; readonly under: readonly string[] } {
  const canvas = document.querySelector("[data-canvas]");
  const frame = canvas?.getBoundingClientRect();
  const seen = (elements: Iterable<Element>) =>
    Array.from(elements)
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
  const nodes = seen(document.querySelectorAll("[data-node]"));
  const isWhole = nodes.every(
    ({ box }) =>
      frame !== undefined &&
      box.left >= frame.left - 1 &&
      box.top >= frame.top - 1 &&
      box.right <= frame.right + 1 &&
      box.bottom <= frame.bottom + 1,
  );
  if (!isWhole) return { isWhole, under: [] };
  const buttons = seen(document.querySelectorAll("main button")).filter(
    ({ element }) => !canvas?.contains(element),
  );
  const under = [...nodes, ...seen(document.querySelectorAll("[data-wire-label] > *"))].filter(
    ({ box }) =>
      buttons.some(
        ({ box: button }) =>
          box.left < button.right &&
          button.left < box.right &&
          box.top < button.bottom &&
          button.top < box.bottom,
      ),
  );
  return {
    isWhole,
    under: under.map(
      ({ element }) => element.getAttribute("data-node") ?? element.textContent ?? "",
    ),
  };
}

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
