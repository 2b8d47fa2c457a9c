import { describe, expect, it } from "vitest";
import type { BackflowDocument, NodeId, Position } from "@/graph";
import { addNode, addWire, LIMITS, withPositions } from "@/graph";
import { documentOf, edited, linear, seededRandom } from "@/graph/document.test-support";
import type { OpId } from "@/ops";
import { sizeOf } from "./node-size";
import { freePosition, levelPosition, positionBeside, positionByPort } from "./placement";

/** Nodes of an op at these places, n0, n1 and so on. */
const at = (op: OpId, ...positions: readonly Position[]): BackflowDocument => {
  const document = documentOf(
    positions.map((_, index) => [`n${index}`, op] as const),
    [],
  );
  return {
    ...document,
    layout: new Map(positions.map((position, index) => [`n${index}`, position])),
  };
};
const chain = (...positions: readonly Position[]): BackflowDocument => at("sin", ...positions);

/** Two nodes of 124 × 164 that have no room between them. */
const covers = (a: Position, b: Position) => Math.abs(a.x - b.x) < 150 && Math.abs(a.y - b.y) < 185;

describe("a free place", () => {
  it("is the wanted one, in whole numbers, where nothing stands", () => {
    expect(freePosition(chain(), { x: 10.4, y: -0.3 })).toEqual({ x: 10, y: 0 });
    expect(Object.is(freePosition(chain(), { x: -0.2, y: 0 }).x, 0)).toBe(true);
    expect(freePosition(chain({ x: 150, y: 0 }), { x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
  });

  it("is else a row below, then above, then further on", () => {
    const one = { x: 0, y: 0 };
    const below = { x: 0, y: 230 };
    expect(freePosition(chain(one), one)).toEqual(below);
    expect(freePosition(chain(one, below), one)).toEqual({ x: 0, y: -230 });
    expect(freePosition(chain(one, below, { x: 0, y: -230 }), one)).toEqual({ x: 0, y: 460 });
  });

  it("is as near as the sizes allow: leaves are lower than other nodes", () => {
    const document = at("input", { x: 0, y: 0 }, { x: 500, y: 500 });
    expect(freePosition(document, { x: 0, y: 0 })).toEqual({ x: 0, y: 174 });
    expect(freePosition(document, { x: 0, y: 0 }, "n1")).toEqual({ x: 0, y: 174 });
    expect(freePosition(document, { x: 0, y: -60 }, "n1")).toEqual({ x: 0, y: -174 });
  });

  it("does not count the node that looks for it", () => {
    expect(freePosition(chain({ x: 0, y: 0 }), { x: 5, y: 5 }, "n0")).toEqual({ x: 5, y: 5 });
  });

  it("covers no other node, however many are put at the same place", () => {
    const positions: Position[] = [];
    for (let count = 0; count < 600; count++) {
      const position = freePosition(chain(...positions), { x: 0, y: 0 });
      expect(positions.some((other) => covers(other, position))).toBe(false);
      positions.push(position);
    }
  });

  it("covers no other node among many that stand anywhere", () => {
    const random = seededRandom(7);
    for (let run = 0; run < 200; run++) {
      const anywhere = () => ({ x: random() * 900 - 450, y: random() * 3000 - 1500 });
      const positions = Array.from({ length: 1 + Math.floor(random() * 60) }, anywhere);
      const position = freePosition(chain(...positions), anywhere());
      expect(positions.some((other) => covers(other, position))).toBe(false);
    }
  });

  it("is the nearest of the rows beside all that is in the way, below rather than above", () => {
    const random = seededRandom(11);
    for (let run = 0; run < 200; run++) {
      const anywhere = () => ({
        x: Math.round(random() * 300 - 150),
        y: Math.round(random() * 3000 - 1500),
      });
      const positions = Array.from({ length: Math.floor(random() * 40) }, anywhere);
      const wanted = anywhere();
      const rows = positions
        .filter(({ x }) => Math.abs(x - wanted.x) < 150)
        .flatMap(({ y }) => [y + 230, y - 230]);
      const far = (y: number) => (y < wanted.y ? wanted.y - y + 66 : y - wanted.y);
      const free = [wanted.y, ...rows].filter(
        (y) => !positions.some((other) => covers(other, { x: wanted.x, y })),
      );
      const position = freePosition(chain(...positions), wanted);
      expect(free).toContain(position.y);
      expect(far(position.y)).toBe(Math.min(...free.map(far)));
    }
  });

  it("lies where a document may have a node", () => {
    const corner = { x: LIMITS.position, y: LIMITS.position };
    expect(freePosition(chain(), { x: 1e9, y: 1e9 })).toEqual(corner);
    expect(freePosition(chain(corner), { x: 1e9, y: 1e9 })).toEqual({ ...corner, y: 999_770 });
  });
});

/** A node of an op beside one that stands at (300, 50), wired with it by these ports of the two; and its place. */
function beside(
  op: OpId,
  other: OpId,
  direction: "after" | "before" | "unwired",
  port: number | null = null,
): { readonly position: Position; readonly document: BackflowDocument; readonly node: NodeId } {
  let document = documentOf([], []);
  const first = edited(addNode(document, other, { x: 300, y: 50 }));
  const second = edited(addNode(first.document, op, { x: 0, y: 0 }));
  const [id, node] = [first.node, second.node];
  document = second.document;
  if (direction === "after") document = edited(addWire(document, id, node, port));
  if (direction === "before") document = edited(addWire(document, node, id, port));
  return { position: positionBeside(document, node, id), document, node };
}

describe("the place beside another node", () => {
  it.each([
    ["linear", "input", { x: 490, y: 22 }],
    ["sin", "linear", { x: 490, y: 50 }],
    ["squared-error", "linear", { x: 490, y: 50 }],
    ["multiply", "sin", { x: 490, y: 77 }],
    ["multiply", "input", { x: 490, y: 49 }],
  ] as const)(
    "of %s after %s is one column to the right, its first port level",
    (op, other, position) => {
      expect(beside(op, other, "after").position).toEqual(position);
    },
  );

  it.each([
    ["input", "linear", 0, { x: 110, y: 78 }],
    ["input", "multiply", 0, { x: 110, y: 51 }],
    ["input", "multiply", 1, { x: 110, y: 105 }],
    ["linear", "squared-error", 0, { x: 110, y: 50 }],
  ] as const)(
    "of %s before %s is one column to the left, level with port %#",
    (op, other, port, position) => {
      expect(beside(op, other, "before", port).position).toEqual(position);
    },
  );

  it("of a target is a row below the loss, to the left, so that its wire comes from below", () => {
    expect(beside("target", "squared-error", "before", 1).position).toEqual({ x: 110, y: 280 });
  });

  it("of what is not wired with it is level with its middle, to the right", () => {
    expect(beside("target", "linear", "unwired").position).toEqual({ x: 490, y: 78 });
    expect(beside("linear", "squared-error", "unwired").position).toEqual({ x: 490, y: 50 });
  });

  it("begins where a wide node ends", () => {
    let document = documentOf([["sum", "linear", linear([0])]], []);
    for (let wires = 0; wires < 3; wires++) {
      const { document: next, node } = edited(addNode(document, "input", { x: 0, y: 900 }));
      document = edited(addWire(next, node, "sum", null));
    }
    const { document: last, node } = edited(addNode(document, "relu", { x: 0, y: 0 }));
    const wired = edited(addWire(last, "sum", node, null));
    const sum = wired.graph.nodes.find(({ id }) => id === "sum");
    const width = sum ? sizeOf(sum).width : 0;
    expect(width).toBe(188);
    expect(positionBeside(wired, node, "sum")).toEqual({ x: width + 66, y: 120 });
  });

  it("is a row further on where another node stands", () => {
    const { document, position } = beside("sin", "linear", "after");
    const more = edited(
      addNode(withPositions(document, new Map([["h1", position]])), "cos", position),
    );
    const wired = edited(addWire(more.document, "f0", more.node, null));
    expect(positionBeside(wired, more.node, "f0")).toEqual({ x: 490, y: 280 });
  });
});

describe("a chosen place", () => {
  const { document, node } = beside("linear", "input", "after");

  it("becomes level where it nearly is", () => {
    expect(levelPosition(document, node, { x: 612.4, y: 55 })).toEqual({ x: 612, y: 22 });
    expect(levelPosition(document, node, { x: 612, y: -10 })).toEqual({ x: 612, y: 22 });
  });

  it("stays as it is further off, and without a wire", () => {
    expect(levelPosition(document, node, { x: 612, y: 80 })).toEqual({ x: 612, y: 80 });
    const alone = beside("linear", "input", "unwired");
    expect(levelPosition(alone.document, alone.node, { x: 612, y: 55 })).toEqual({ x: 612, y: 55 });
  });

  it("may be meant for a port", () => {
    const [onward] = document.graph.wires;
    if (!onward) throw new Error("There is no wire.");
    expect(positionByPort(document, node, onward, { x: 500, y: 400 })).toEqual({ x: 500, y: 318 });
    expect(positionByPort(document, onward.source, onward, { x: 500, y: 400 })).toEqual({
      x: 376,
      y: 346,
    });
  });
});

it("a node that is moved beyond the limits stops there", () => {
  const document = documentOf([["h1", "sin"]], []);
  const moved = withPositions(document, new Map([["h1", { x: 5e6, y: -5e6 }]]));
  expect(moved.layout.get("h1")).toEqual({ x: 1e6, y: -1e6 });
  expect(withPositions(moved, new Map([["h1", { x: 7e6, y: -7e6 }]]))).toBe(moved);
});
