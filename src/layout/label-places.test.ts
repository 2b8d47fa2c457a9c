import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bounds } from "./bounds";
import { BoundsIndex, overlapOf } from "./bounds-index";
import { type LabelledWire, labelBox, labelChoices, labelPlaces } from "./label-places";
import { STUB, wireCurve } from "./wire-curve";

const NODE = { width: 124, height: 164 };

/** Nodes at places, and wires from the right side of one to the left side of another. */
function draw(
  places: readonly (readonly [x: number, y: number])[],
  pairs: readonly (readonly [from: number, to: number])[],
  height = 66,
) {
  const nodes = places.map(
    ([x, y]): Bounds => ({ left: x, top: y, right: x + NODE.width, bottom: y + NODE.height }),
  );
  const wires = pairs.flatMap(([from, to]): LabelledWire[] => {
    const [source, target] = [places[from], places[to]];
    if (!source || !target) return [];
    return [
      {
        source: { x: source[0] + NODE.width, y: source[1] + NODE.height / 2 },
        sourceSide: "right",
        target: { x: target[0], y: target[1] + NODE.height / 2 },
        targetSide: "left",
        alone: "anywhere",
        height,
      },
    ];
  });
  const boxes = labelPlaces(wires, nodes).map((place) => labelBox(place, height));
  return { nodes, wires, boxes };
}

const covers = (box: Bounds, others: readonly Bounds[]): boolean =>
  others.some((other) => overlapOf(box, other) > 2);

describe("the places of labels", () => {
  it("are where the curves say as long as nothing is there", () => {
    const { wires, nodes } = draw(
      [
        [0, 0],
        [200, 0],
        [400, 300],
        [600, 0],
      ],
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    );
    for (const [index, place] of labelPlaces(wires, nodes).entries()) {
      const wire = wires[index] as LabelledWire;
      const { source, sourceSide, target, targetSide } = wire;
      const { label, labelSide } = wireCurve(source, sourceSide, target, targetSide);
      expect(place).toMatchObject({ label, labelSide });
    }
  });

  it("are off a node that stands on the wire", () => {
    const { nodes, boxes } = draw(
      [
        [0, 0],
        [300, 0],
        [600, 0],
      ],
      [[0, 2]],
    );
    expect(boxes.filter((box) => covers(box, nodes))).toEqual([]);
  });

  it("are apart where two wires run the same way", () => {
    const { boxes } = draw(
      [
        [0, 0],
        [300, 0],
      ],
      [
        [0, 1],
        [0, 1],
      ],
    );
    const [one, other] = boxes;
    expect(one && other && overlapOf(one, other)).toBe(0);
  });

  it("are not where another wire passes, if there is room elsewhere", () => {
    // The second wire turns back below the first node, to the third.
    const { boxes } = draw(
      [
        [238, 38],
        [408, 38],
        [428, 226],
      ],
      [
        [0, 1],
        [1, 2],
      ],
    );
    const back = 428 - STUB;
    const turn = { left: back - 1, right: back + 1, top: 214, bottom: 308 };
    expect(boxes.filter((box) => overlapOf(box, turn) > 0)).toEqual([]);
  });

  it("are free wherever one of the choices is, however the graph lies", () => {
    const coordinate = fc.integer({ min: 0, max: 12 }).map((step) => step * 60);
    const graphs = fc.record({
      places: fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 8 }),
      ends: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 10 }),
      height: fc.constantFrom(66, 86, 120),
    });
    fc.assert(
      fc.property(graphs, ({ places, ends, height }) => {
        const pairs = ends.filter(([from, to]) => from !== to);
        const { nodes, wires, boxes } = draw(places, pairs, height);
        const withWords = new BoundsIndex(
          nodes.map((node) => ({ ...node, bottom: node.bottom + 24 })),
        );
        for (const [index, box] of boxes.entries()) {
          const others = boxes.filter((_, other) => other !== index);
          if (!covers(box, nodes)) continue;
          const wire = wires[index] as LabelledWire;
          const free = [...labelChoices(wire, withWords)]
            .map((place) => labelBox(place, height))
            .find(
              (choice) =>
                withWords.covered(choice) === 0 &&
                !others.some((other) => overlapOf(choice, other) > 0),
            );
          expect(free).toBeUndefined();
        }
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});

describe("rectangles by cells", () => {
  it("are covered as much as all of them together cover, wherever the cells begin", () => {
    const side = fc.integer({ min: -900, max: 900 });
    const size = fc.integer({ min: 1, max: 700 });
    const rectangle = fc.tuple(side, side, size, size).map(([left, top, width, height]) => ({
      left,
      top,
      right: left + width,
      bottom: top + height,
    }));
    fc.assert(
      fc.property(fc.array(rectangle, { maxLength: 12 }), rectangle, (others, asked) => {
        const index = new BoundsIndex(others);
        const sum = others.reduce((area, other) => area + overlapOf(asked, other), 0);
        expect(index.covered(asked)).toBe(sum);
        expect(index.find(asked) !== null).toBe(sum > 0);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
