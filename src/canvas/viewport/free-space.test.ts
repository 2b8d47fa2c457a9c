import fc from "fast-check";
import { expect, test } from "vitest";
import {
  countCovered,
  drawnAt,
  fitView,
  freeSpaces,
  isClear,
  type Room,
  type Subject,
  shiftIntoView,
  uncoverOthers,
} from "./free-space";

const LIMITS = { least: 0.15, most: 1.5 };

function chain(nodes: number): Subject {
  const parts = Array.from({ length: nodes }, (_, index) => ({
    left: index * 190,
    top: 0,
    right: index * 190 + 124,
    bottom: 164,
  }));
  return {
    bounds: { left: 0, top: 0, right: (nodes - 1) * 190 + 124, bottom: 164 },
    parts,
  };
}

const TOY = chain(9);

test("a subject moves aside of a button rather than becoming smaller", () => {
  const { bounds } = chain(3);
  const subject = { bounds, parts: [bounds] };
  const room = {
    width: 1280,
    height: 300,
    covers: [{ left: 1000, top: 0, right: 1280, bottom: 40 }],
  };
  const view = fitView(subject, room, LIMITS);
  expect(view.zoom).toBe(1.5);
  expect(isClear(subject, view, room)).toBe(true);
});

test("a chain takes the whole width where what covers the canvas lies beside it", () => {
  const covers = [
    { left: 1160, top: 10, right: 1268, bottom: 42 },
    { left: 12, top: 416, right: 44, bottom: 448 },
  ];
  const room = { width: 1280, height: 460, covers };
  expect(fitView(TOY, room, LIMITS).zoom).toBeCloseTo((1280 - 40) / 1644, 10);
});

test("a sheet over most of the canvas leaves the rest of it", () => {
  const room = {
    width: 390,
    height: 500,
    covers: [{ left: 0, top: 120, right: 390, bottom: 500 }],
  };
  const node = chain(1);
  const view = fitView(node, room, LIMITS);
  expect(drawnAt(node.bounds, view).bottom).toBeLessThanOrEqual(120);
  expect(view.zoom).toBeGreaterThan(0.6);
});

// Windows of a low phone, of a page at 400 %, of a frame without a size: there the margins made the zoom negative.
test.each([
  [844, 145],
  [667, 140],
  [640, 110],
  [320, 96],
  [300, 35],
  [40, 4],
])("a canvas of %d × %d never goes below the least zoom", (width, height) => {
  const room = { width, height, covers: [] };
  for (const nodes of [1, 9, 60]) {
    const { zoom, x, y } = fitView(chain(nodes), room, LIMITS);
    expect(zoom).toBeGreaterThanOrEqual(LIMITS.least);
    expect(zoom).toBeLessThanOrEqual(LIMITS.most);
    expect([x, y].every(Number.isFinite)).toBe(true);
  }
});

const box = (width: number, height: number) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: width - 1 }),
      fc.integer({ min: 0, max: height - 1 }),
      fc.integer({ min: 1, max: width }),
      fc.integer({ min: 1, max: height }),
    )
    .map(([left, top, wide, high]) => ({
      left,
      top,
      right: Math.min(width, left + wide),
      bottom: Math.min(height, top + high),
    }));

const rooms = fc
  .tuple(fc.integer({ min: 60, max: 1600 }), fc.integer({ min: 40, max: 900 }))
  .chain(([width, height]) =>
    fc
      .array(box(width, height), { maxLength: 4 })
      .map((covers): Room => ({ width, height, covers })),
  );

test("no part is covered wherever a view without that exists at the least zoom in a free space", () => {
  fc.assert(
    fc.property(rooms, fc.integer({ min: 1, max: 12 }), (room, nodes) => {
      const subject = chain(nodes);
      const view = fitView(subject, room, LIMITS);
      expect(view.zoom).toBeGreaterThanOrEqual(LIMITS.least);
      // Less room can only make it smaller.
      const open = fitView(subject, { ...room, covers: [] }, LIMITS);
      expect(view.zoom).toBeLessThanOrEqual(open.zoom + 1e-9);
      if (view.zoom > LIMITS.least && freeSpaces(room).length > 0)
        expect(isClear(subject, view, room)).toBe(true);
    }),
    { seed: 12, numRuns: 200 },
  );
});

test("what is to be seen moves no further than into the nearest free space", () => {
  const room = {
    width: 800,
    height: 400,
    covers: [{ left: 600, top: 0, right: 800, bottom: 400 }],
  };
  const bounds = { left: 650, top: 100, right: 750, bottom: 200 };
  const view = { x: 0, y: 0, zoom: 1 };
  expect(shiftIntoView(bounds, view, room, 24)).toMatchObject({ x: -174, y: 0 });
  expect(shiftIntoView({ ...bounds, left: 100, right: 200 }, view, room, 24)).toMatchObject({
    x: 0,
    y: 0,
  });
});

test("of a graph that is seen in part no node lies under the button of the legend", () => {
  const start = { left: 0, top: 90, right: 110, bottom: 190 };
  const others = [0, 200].map((top) => ({ left: 220, top, right: 344, bottom: top + 140 }));
  const subject = { bounds: start, parts: [start] };
  const legend = { left: 270, top: 10, right: 378, bottom: 54 };
  const phone = { width: 390, height: 250, covers: [legend] };
  const view = { x: 16, y: 0, zoom: 0.9 };
  expect(countCovered(others, view, phone)).toBe(1);
  const moved = uncoverOthers([view], subject, others, phone);
  expect(moved.zoom).toBe(0.9);
  expect(countCovered(others, moved, phone)).toBe(0);
  expect(isClear(subject, moved, phone)).toBe(true);
});

test("uncovering the others covers no more of them, nor what is spoken of, and moves nothing without a reason", () => {
  fc.assert(
    fc.property(rooms, fc.integer({ min: 2, max: 12 }), (room, nodes) => {
      const { parts } = chain(nodes);
      const [first] = parts;
      if (!first) return;
      const subject = { bounds: first, parts: [first] };
      const view = fitView(subject, room, { least: 0.4, most: 0.9 });
      const moved = uncoverOthers([view], subject, parts, room);
      const before = countCovered(parts, view, room);
      expect(moved.zoom).toBe(view.zoom);
      expect(countCovered(parts, moved, room)).toBeLessThanOrEqual(before);
      if (isClear(subject, view, room)) expect(isClear(subject, moved, room)).toBe(true);
      if (before === 0) expect(moved).toEqual(view);
    }),
    { seed: 12, numRuns: 200 },
  );
});
