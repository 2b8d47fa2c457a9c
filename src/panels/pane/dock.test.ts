import { expect, test } from "vitest";
import { COMPARISON, dockFor, paneExtent, paneShare, tableWidth } from "./dock";

/** The room above the stage of a page of 1440 × 900. */
const WORK = { width: 1440, height: 640 };
const TALL = { width: 960, height: 700 };
const CHAIN = { width: 1700, height: 330 };

test("a tall graph has the pane beside it, a long chain below it", () => {
  expect(dockFor(WORK, TALL, false)).toBe("beside");
  expect(dockFor(WORK, CHAIN, false)).toBe("below");
});

test("on a narrow page the pane is a face of the stage, whatever the graph", () => {
  const phone = { width: 390, height: 480 };
  expect(dockFor(phone, TALL, false)).toBe("stage");
  expect(dockFor(phone, null, false)).toBe("stage");
});

test("on a page that lies and is low it stands beside, however narrow the work is", () => {
  expect(dockFor({ width: 667, height: 250 }, CHAIN, false, undefined, true)).toBe("beside");
});

test("without a graph it stands beside the canvas", () => {
  expect(dockFor(WORK, null, false)).toBe("beside");
});

test("wherever it stands the canvas keeps its part, and an enlarged pane is larger", () => {
  for (const work of [WORK, { width: 800, height: 420 }, { width: 2560, height: 1200 }]) {
    for (const dock of ["beside", "below"] as const) {
      const [plain, enlarged] = [paneExtent(work, dock, false), paneExtent(work, dock, true)];
      expect(plain.width).toBeLessThanOrEqual(dock === "beside" ? work.width / 2 : work.width);
      expect(enlarged.height).toBeLessThanOrEqual(
        dock === "beside" ? work.height : work.height * 0.75,
      );
      expect(enlarged.width * enlarged.height).toBeGreaterThanOrEqual(plain.width * plain.height);
    }
  }
});

test("beside a table of few columns the graph has what the table does not need", () => {
  const small = { width: 1280, height: 460 };
  expect(paneExtent(small, "beside", false).width).toBe(512);
  expect(paneExtent(small, "beside", false, tableWidth(4)).width).toBe(384);
  expect(paneExtent(small, "beside", false, tableWidth(1)).width).toBe(380);
  expect(paneExtent(small, "beside", false, tableWidth(30)).width).toBe(512);
  expect(paneExtent(small, "beside", true, tableWidth(4)).width).toBe(640);
});

test("networks that are compared have half of a small page, and a large one does not give them less than others", () => {
  const widthOf = (width: number, needed = {}) =>
    paneExtent({ width, height: 420 }, "beside", false, needed).width;
  expect(widthOf(1280, COMPARISON)).toBe(620);
  expect(widthOf(1100, COMPARISON)).toBe(550);
  expect(widthOf(1700, COMPARISON)).toBe(widthOf(1700));
});

test("on a phone most of the work is the pane's: a table has rows, a figure its plot", () => {
  expect(paneExtent({ width: 390, height: 680 }, "stage", false).height).toBeGreaterThan(420);
  expect(paneExtent({ width: 390, height: 500 }, "stage", false).height).toBeGreaterThan(310);
});

test("the edge goes where it is moved to, as long as canvas and pane keep a part", () => {
  const phone = { width: 390, height: 680 };
  for (const [work, dock, side] of [
    [phone, "stage", "height"],
    [WORK, "below", "height"],
    [WORK, "beside", "width"],
  ] as const) {
    const extentOf = (share: number) => paneExtent(work, dock, false, undefined, share);
    expect(extentOf(0.55)[side]).toBe(Math.round(0.55 * work[side]));
    expect(paneShare(work, dock, extentOf(0.55))).toBeCloseTo(0.55, 2);
    for (const share of [-1, 0, 1, 2]) {
      expect(extentOf(share)[side]).toBeGreaterThanOrEqual(96);
      expect(work[side] - extentOf(share)[side]).toBeGreaterThanOrEqual(96);
    }
  }
});
