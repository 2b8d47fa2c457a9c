import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

/** What the back row reads, in pixels of the screen. */
const LEAST_NUMBER = 12;
const LEAST_INDEX = 8;
/** Presets of ten nodes or fewer, with a node that is seen at the end of the run. Most open with a pane beside them. */
const TEN_NODES = {
  "toy-network": "loss",
  "saturated-sigmoid": "loss",
  "inactive-relu": "loss",
  "dead-relu": "loss",
  "mean-over-rows": "loss",
  "loss-slice": "loss",
  "shallow-relu-3": "y",
  activations: "h8",
  "fit-a-line": "loss",
  "function-family": "y",
  "universal-approximation": "loss",
  "count-the-weights": "loss",
  xor: "loss",
  "two-moons": "loss",
  "overfitting-and-regularisation": "loss",
};

test("on a projector of 1280 × 720 the numbers of ten nodes are at least 12 px, and their indices 8", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  const places = new Set<number>();
  await backflow.open();
  for (const [preset, last] of Object.entries(TEN_NODES)) {
    await backflow.follow(`#preset=${preset}`);
    await backflow.scrubber.focus();
    await backflow.press("End");
    await expect(backflow.node(last)).toBeInViewport({ ratio: 0.99 });
    await backflow.restingView();
    const readTexts = () =>
      page.evaluate(() => {
        const view = document.querySelector(".react-flow__viewport");
        if (!view) return [];
        const { a: zoom } = new DOMMatrix(getComputedStyle(view).transform);
        const sizeOf = (element: Element) =>
          Number.parseFloat(getComputedStyle(element).fontSize) * zoom;
        const isSeen = (element: Element) =>
          element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        const fields = [...view.querySelectorAll("input")].map((field) => ({
          text: field.value,
          size: sizeOf(field),
          isIndex: false,
        }));
        const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) {
          const text = walker.currentNode.textContent ?? "";
          const parent = walker.currentNode.parentElement;
          if (!parent || !/\d/.test(text) || !isSeen(parent)) continue;
          if (parent.closest(".katex-mathml, .visually-hidden, svg")) continue;
          found.push({ text, size: sizeOf(parent), isIndex: parent.closest(".katex") !== null });
        }
        return [...fields, ...found];
      });
    await expect(async () => {
      const texts = await readTexts();
      expect(texts.length).toBeGreaterThan(12);
      const small = texts.filter(
        ({ size, isIndex }) => size < (isIndex ? LEAST_INDEX : LEAST_NUMBER),
      );
      expect(small, preset).toEqual([]);
    }).toPass();
    // Nothing that a node says stands out of it.
    const wide = () =>
      page
        .locator(
          "[data-node] :is([data-part=value], [data-part=gradient], [data-part=beta-partial])",
        )
        .evaluateAll((parts) =>
          parts
            .filter((part) => {
              const range = document.createRange();
              range.selectNodeContents(part);
              const node = part.closest("[data-node]")?.getBoundingClientRect();
              const text = range.getBoundingClientRect();
              return node && text.width > 0 && (text.left < node.left || text.right > node.right);
            })
            .map((part) => part.textContent),
        );
    await expect.poll(wide, { message: preset }).toEqual([]);
    places.add((await backflow.boxOf(backflow.button("Undo"))).x);
  }
  // The count of findings has its place before there is any: no button jumps.
  expect(places.size).toBe(1);
});

test("a graph that is seen in part says how many nodes are not whole in view, until it is shown whole", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 10);
  const said = page.getByText(/not whole in view/);
  await expect(said).toHaveCount(0);
  // The intuition takes half of the page, and the target has no room any more.
  await backflow.button("Intuition").click();
  await expect(said).toHaveText("One node is not whole in view");
  await expect(backflow.node("h3")).toBeInViewport({ ratio: 0.99 });
  await backflow.press("f");
  await expect(said).toHaveCount(0);
  await expect(backflow.node("y")).toBeInViewport({ ratio: 0.99 });
  await backflow.press("Shift+ArrowDown");
  await expect(said).toHaveCount(1);
});

test("the camera goes back once a finding is done with, unless the view was moved since", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 640 }, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("initialisation");
  // The training beside the graph leaves it little room, and its track takes some more.
  await expect(page.getByText("0 iterations")).toBeVisible();
  await expect(backflow.node("x")).toBeInViewport();
  const before = await backflow.restingView();
  const health = page.getByRole("complementary", { name: "Gradient health" });
  const choose = async () => {
    await backflow.press("h");
    const finding = health.locator("li").getByRole("button").last();
    await finding.click();
    await expect.poll(() => backflow.shownView()).not.toEqual(before);
    await backflow.restingView();
  };
  await choose();
  await backflow.press("Escape");
  await expect.poll(() => backflow.shownView()).toEqual(before);
  await choose();
  await backflow.press("Shift+ArrowDown");
  const moved = await backflow.restingView();
  await backflow.press("Escape");
  await expect(health).toBeHidden();
  // The canvas is wider again, but what was moved up stays so.
  expect((await backflow.restingView()).y).toBe(moved.y);
  // What the intuition says of a step leaves what chooses the sample in sight.
  await backflow.press("r", "End");
  await backflow.button("Intuition").click();
  await expect(backflow.stage.getByText("predicted").last()).toBeVisible();
  await expect(backflow.button("Next sample")).toBeInViewport({ ratio: 0.99 });
});
