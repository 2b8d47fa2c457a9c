import { describe, expect, it } from "vitest";
import type { BackflowDocument, Position } from "./document";
import { documentOf, seededRandom } from "./document.test-support";
import { withPositions } from "./edits";
import { LIMITS } from "./limits";
import { freePosition, positionAfter, positionBefore } from "./placement";

const at = (...positions: readonly Position[]): BackflowDocument => ({
  ...documentOf([], []),
  layout: new Map(positions.map((position, index) => [`n${index}`, position])),
});

/** Room that a node takes, with what stands around it. */
const covers = (a: Position, b: Position) => Math.abs(a.x - b.x) < 150 && Math.abs(a.y - b.y) < 185;

describe("a free place", () => {
  it("is the wanted one, in whole numbers, where nothing stands", () => {
    expect(freePosition(at(), { x: 10.4, y: -0.3 })).toEqual({ x: 10, y: 0 });
    expect(Object.is(freePosition(at(), { x: -0.2, y: 0 }).x, 0)).toBe(true);
    expect(freePosition(at({ x: 150, y: 0 }), { x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
  });

  it("is else below, then above, then further on", () => {
    const one = { x: 0, y: 0 };
    const below = { x: 0, y: 200 };
    expect(freePosition(at(one), one)).toEqual(below);
    expect(freePosition(at(one, below), one)).toEqual({ x: 0, y: -200 });
    expect(freePosition(at(one, below, { x: 0, y: -200 }), one)).toEqual({ x: 0, y: 400 });
  });

  it("covers no other node, however many are put at the same place", () => {
    const positions: Position[] = [];
    for (let count = 0; count < 600; count++) {
      const place = freePosition(at(...positions), { x: 0, y: 0 });
      expect(positions.some((other) => covers(other, place))).toBe(false);
      positions.push(place);
    }
  });

  it("covers no other node among many that stand anywhere", () => {
    const random = seededRandom(7);
    for (let run = 0; run < 200; run++) {
      const anywhere = () => ({ x: random() * 900 - 450, y: random() * 3000 - 1500 });
      const positions = Array.from({ length: 1 + Math.floor(random() * 60) }, anywhere);
      const place = freePosition(at(...positions), anywhere());
      expect(positions.some((other) => covers(other, place))).toBe(false);
    }
  });

  it("lies where a document may have a node", () => {
    const corner = { x: LIMITS.position, y: LIMITS.position };
    expect(freePosition(at(), { x: 1e9, y: 1e9 })).toEqual(corner);
    expect(freePosition(at(corner), { x: 1e9, y: 1e9 })).toEqual({ ...corner, y: 999_800 });
  });
});

describe("the place after others", () => {
  it("is a column to the right of the rightmost, at the height of the first", () => {
    const document = at({ x: 0, y: 50 }, { x: 300, y: 400 });
    expect(positionAfter(document, ["n0"])).toEqual({ x: 190, y: 50 });
    expect(positionAfter(document, ["n0", "n1"])).toEqual({ x: 490, y: 50 });
    expect(positionAfter(document, [])).toEqual({ x: 0, y: -200 });
    expect(positionAfter(at(), ["gone"])).toEqual({ x: 0, y: 0 });
  });
});

it("the place before a node is a column to its left, at its height", () => {
  const document = at({ x: 300, y: 50 }, { x: 110, y: 400 });
  expect(positionBefore(document, "n0")).toEqual({ x: 110, y: 50 });
  expect(positionBefore(document, "n1")).toEqual({ x: -80, y: 400 });
});

it("a node that is moved beyond the limits stops there", () => {
  const document = documentOf([["h1", "sin"]], []);
  const moved = withPositions(document, new Map([["h1", { x: 5e6, y: -5e6 }]]));
  expect(moved.layout.get("h1")).toEqual({ x: 1e6, y: -1e6 });
  expect(withPositions(moved, new Map([["h1", { x: 7e6, y: -7e6 }]]))).toBe(moved);
});
