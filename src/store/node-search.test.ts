import { describe, expect, it } from "vitest";
import {
  addNode,
  type BackflowDocument,
  EMPTY_DOCUMENT,
  LIMITS,
  type NodeId,
  type Wire,
  withWidth,
} from "@/graph";
import type { OpId } from "@/ops";
import { presetBySlug } from "@/presets/made.test-support";
import {
  choicesOf,
  chooseOp,
  connectWire,
  documentOf,
  insertNode,
  placeAtOnce,
  placeNode,
  presentOp,
  useBackflow,
} from "./index";
import { selectedNodes } from "./state";

/** Nodes of these ops in a row, a column of 400 apart, without wires; they are called by their symbols. */
function open(...ops: readonly OpId[]): readonly NodeId[] {
  let document: BackflowDocument = EMPTY_DOCUMENT;
  const nodes = ops.map((op, column) => {
    const added = addNode(document, op, { x: 400 * column, y: 0 });
    if (!added.ok) throw new Error(`${op} could not be added.`);
    document = added.value.document;
    return added.value.node;
  });
  useBackflow.getState().open(document, { kind: "file" });
  return nodes;
}

const present = (): BackflowDocument => documentOf(useBackflow.getState());
const wires = (): readonly Wire[] => present().graph.wires;
const from = (node: NodeId) => ({ fixed: { kind: "source", node }, replacing: null }) as const;

/** Chooses an op in the search that is opened beside a node. */
function addNextTo(
  node: NodeId,
  op: OpId,
  position: { x: number; y: number } | null = null,
): NodeId {
  chooseOp({ kind: "add", anchor: null, position, node }, op);
  const [added] = selectedNodes(useBackflow.getState());
  return added ?? "";
}

describe("a loss of several classes", () => {
  const target = (loss: OpId, units: number) => {
    const [x = "", l = ""] = open("input", loss);
    const wide = withWidth(present(), x, units);
    if (!wide.ok) throw new Error("It is not widened.");
    useBackflow.getState().open(wide.value, { kind: "file" });
    connectWire(from(x), l, 0);
    const added = addNextTo(l, "target");
    return present()
      .data.columns.get(added)
      ?.map((unit) => unit[0]);
  };

  it("is compared with the first class: of none, all derivatives would be 0", () => {
    expect(target("softmax-cross-entropy", 3)).toEqual([1, 0, 0]);
    expect(target("squared-error", 3)).toEqual([0, 0, 0]);
    expect(target("binary-cross-entropy-with-logits", 2)).toEqual([0, 0]);
  });

  it("says that of a single unit it is always the same", () => {
    const [x = ""] = open("input");
    addNextTo(x, "softmax");
    expect(useBackflow.getState().notice?.text).toContain("The softmax of one unit is always 1.");
  });
});

describe("a node that is let go on another", () => {
  it("stands beside it, wired where that fits, and either is shown", () => {
    const [x = "", h = ""] = open("input", "add");
    const added = placeNode("sin", null, { kind: "nodes", nodes: [x], isOnto: true }) ?? "";
    expect(wires()).toEqual([{ source: x, target: added, port: 0 }]);
    expect(useBackflow.getState().notice?.text).toBe("Added sine h₂, wired with xᵢ.");
    expect(placeNode("target", null, { kind: "nodes", nodes: [x], isOnto: true })).not.toBeNull();
    expect(useBackflow.getState().notice?.text).toMatch(/^yᵢ is not wired with xᵢ: /);
    expect(wires().some(({ target }) => target === h)).toBe(false);
  });
});

describe("a node that is added next to another", () => {
  it("goes on from it, one column to its right", () => {
    const [h = ""] = open("sin");
    const added = addNextTo(h, "cos");
    expect(wires()).toEqual([{ source: h, target: added, port: 0 }]);
    expect(present().layout.get(added)).toEqual({ x: 190, y: 0 });
  });

  it("stands where the wire between the two runs level: a leaf is lower than a computed node", () => {
    const [x = ""] = open("input");
    const linear = addNextTo(x, "linear");
    expect(present().layout.get(linear)).toEqual({ x: 190, y: -28 });
    const product = addNextTo(linear, "multiply");
    expect(present().layout.get(product)).toEqual({ x: 380, y: -1 });
  });

  it("is wired with all that are selected, from above to below, and stands between them", () => {
    const [h = "", g = ""] = open("sin", "cos");
    useBackflow.getState().moveNodes(
      new Map([
        [g, { x: 0, y: 0 }],
        [h, { x: 0, y: 300 }],
      ]),
      "apart",
    );
    useBackflow.getState().select(new Set([h, g]));
    const product = placeAtOnce("multiply") ?? "";
    expect(wires()).toEqual([
      { source: g, target: product, port: 0 },
      { source: h, target: product, port: 1 },
    ]);
    expect(present().layout.get(product)).toEqual({ x: 190, y: 150 });
    // Of a selected chain, its end is gone on from; a leaf feeds all.
    useBackflow.getState().select(new Set([h, g, product]));
    const sum = placeAtOnce("sum") ?? "";
    expect(wires().at(-1)).toEqual({ source: product, target: sum, port: 0 });
    const [f = "", k = ""] = open("linear", "linear");
    useBackflow.getState().select(new Set([f, k]));
    const input = placeAtOnce("input") ?? "";
    expect(wires().map(({ source, target }) => `${source}->${target}`)).toEqual([
      `${input}->${f}`,
      `${input}->${k}`,
    ]);
  });

  it("goes on from the first of units beside each other, and makes no chain of them", () => {
    const [f = "", k = ""] = open("linear", "linear");
    useBackflow.getState().select(new Set([f, k]));
    const relu = placeAtOnce("relu") ?? "";
    expect(wires()).toEqual([{ source: f, target: relu, port: 0 }]);
  });

  it("feeds the second input of a product from the row below, and a loss from below", () => {
    const [h = ""] = open("sin");
    const product = addNextTo(h, "multiply");
    const factor = addNextTo(product, "constant");
    expect(wires().at(-1)).toEqual({ source: factor, target: product, port: 1 });
    expect(present().layout.get(factor)).toEqual({ x: 0, y: 230 });
    const loss = addNextTo(product, "squared-error");
    const target = addNextTo(loss, "target");
    const at = present().layout.get(loss) ?? { x: 0, y: 0 };
    expect(present().layout.get(target)).toEqual({ x: at.x - 190, y: at.y + 230 });
  });

  it("has the looks of the preset, when the toy network is built so", () => {
    const [x = ""] = open("input");
    let last = x;
    for (const op of ["linear", "sin", "linear", "exp", "linear", "cos", "linear"] as const) {
      last = addNextTo(last, op);
    }
    last = addNextTo(last, "squared-error");
    addNextTo(last, "target");
    const preset = presetBySlug("toy-network")?.document;
    const from = preset?.layout.get("x") ?? { x: 0, y: 0 };
    const built = [...present().layout.values()].map(({ x, y }) => ({ x, y: y + from.y }));
    const order = ["x", "f0", "h1", "f1", "h2", "f2", "h3", "f3", "loss", "y"];
    const drawn = order.map((id) => preset?.layout.get(id));
    // The target of the preset stands on a grid.
    expect(built.slice(0, -1)).toEqual(drawn.slice(0, -1));
    expect(built.at(-1)?.x).toBe(drawn.at(-1)?.x);
    expect(Math.abs((built.at(-1)?.y ?? 0) - (drawn.at(-1)?.y ?? 0))).toBeLessThanOrEqual(2);
  });

  it("feeds a loss, where nothing goes on, one column to its left, in one undo", () => {
    const [loss = ""] = open("squared-error");
    const before = present();
    const prediction = addNextTo(loss, "linear");
    expect(wires()).toEqual([{ source: prediction, target: loss, port: 0 }]);
    expect(present().layout.get(prediction)).toEqual({ x: -190, y: 0 });
    useBackflow.getState().undo();
    expect(present()).toBe(before);
  });

  it("feeds what misses an input, if it takes none itself; a target the second port of a loss", () => {
    const [loss = "", sum = "", linear = ""] = open("squared-error", "add", "linear");
    const target = addNextTo(loss, "target");
    const input = addNextTo(sum, "input");
    const other = addNextTo(linear, "input");
    expect(wires()).toEqual([
      { source: target, target: loss, port: 1 },
      { source: input, target: sum, port: 0 },
      { source: other, target: linear, port: 0 },
    ]);
  });

  it("ends a wire where that was let go, level with its other end if it nearly was", () => {
    const [x = ""] = open("input");
    const wire = from(x);
    const drop = (position: { x: number; y: number }, op: OpId) => {
      chooseOp({ kind: "connect", anchor: null, position, wire }, op);
      const [added = ""] = selectedNodes(useBackflow.getState());
      return present().layout.get(added);
    };
    expect(drop({ x: 300, y: 70 }, "linear")).toEqual({ x: 300, y: -28 });
    expect(drop({ x: 300, y: 400 }, "linear")).toEqual({ x: 300, y: 318 });
    const [, , linear = ""] = present().layout.keys();
    const fixed = { kind: "target", node: linear, port: 1 } as const;
    const position = { x: 200, y: 600 };
    chooseOp(
      { kind: "connect", anchor: null, position, wire: { fixed, replacing: null } },
      "input",
    );
    const [input = ""] = selectedNodes(useBackflow.getState());
    expect(present().layout.get(input)).toEqual({ x: 76, y: 546 });
  });

  it("stands where the pointer was, and unwired where nothing fits", () => {
    const [loss = "", linear = ""] = open("squared-error", "linear");
    const target = addNextTo(loss, "target", { x: 77, y: 300 });
    expect(present().layout.get(target)).toEqual({ x: 77, y: 300 });
    addNextTo(loss, "input");
    const wired = wires().length;
    addNextTo(loss, "input");
    expect(wires().length).toBe(wired);
    // A linear node takes any number.
    addNextTo(linear, "input");
    addNextTo(linear, "input");
    expect(wires().length).toBe(wired + 2);
  });
});

it("a node that is dropped on a level wire beside its level is put level", () => {
  const [x = "", h = "", free = ""] = open("input", "sin", "cos");
  useBackflow.getState().moveNodes(new Map([[h, { x: 600, y: -28 }]]), "apart");
  connectWire(from(x), h, null);
  useBackflow.getState().moveNodes(new Map([[free, { x: 300, y: -11 }]]), "drag");
  const [wire] = wires();
  if (!wire) throw new Error("There is no wire.");
  insertNode(free, wire, "drag");
  expect(present().layout.get(free)).toEqual({ x: 300, y: -28 });
  useBackflow.getState().undo();
  expect(present().layout.get(free)).toEqual({ x: 800, y: 0 });
});

describe("what a wire can end at", () => {
  it("begins with what misses it, and names the port", () => {
    const [x = "", linear = "", sin = "", loss = ""] = open(
      "input",
      "linear",
      "sin",
      "squared-error",
    );
    connectWire(from(x), linear, null);
    const search = { kind: "connect", anchor: null, position: { x: 0, y: 0 } } as const;
    expect(choicesOf(present(), { ...search, wire: from(x) }).nodes).toMatchObject([
      { id: sin, port: 0 },
      { id: loss, port: 0 },
      { id: linear, port: 1 },
    ]);
    const target = placeNode("target", { x: 0, y: 500 }) ?? "";
    expect(choicesOf(present(), { ...search, wire: from(target) }).nodes).toContainEqual(
      expect.objectContaining({ id: loss, port: 1 }),
    );
  });
});

it("in a graph of the largest size, what fits is offered as ever, and choosing it tells of the limit", () => {
  const nodes = Array.from({ length: LIMITS.nodes }, (_, index) => ({
    id: `n${index}`,
    op: "sin" as const,
    symbol: `n_${index}`,
  }));
  const wire = { source: "n0", target: "n1", port: 0 };
  const full: BackflowDocument = {
    ...EMPTY_DOCUMENT,
    graph: { ...EMPTY_DOCUMENT.graph, nodes, wires: [wire] },
    layout: new Map(nodes.map(({ id }, index) => [id, { x: 400 * index, y: 0 }])),
  };
  useBackflow.getState().open(full, { kind: "file" });
  const search = { kind: "insert", anchor: null, position: { x: 0, y: 0 }, wire } as const;
  const offered = choicesOf(present(), search).ops.map(({ id }) => id);
  expect(offered).toContain("cos");
  expect(offered).not.toContain("input");
  chooseOp(search, "cos");
  expect(present()).toBe(full);
  expect(useBackflow.getState().notice?.text).toMatch(
    /^With this the graph would have 2,001 nodes/,
  );
});

describe("what an op can be changed into", () => {
  it("has the present one among it, which changes nothing", () => {
    const [sin = ""] = open("sin");
    const search = { kind: "swap", anchor: null, node: sin } as const;
    expect(choicesOf(present(), search).ops.map(({ id }) => id)).toContain("sin");
    expect(presentOp(present(), search)?.id).toBe("sin");
    const before = useBackflow.getState().history;
    chooseOp(search, "sin");
    expect(useBackflow.getState().history).toBe(before);
    chooseOp(search, "cos");
    expect(presentOp(present(), search)?.id).toBe("cos");
  });
});

describe("what is added with another", () => {
  it("an input added at a linear node that has inputs is one more of them", () => {
    const [x = "", f = ""] = open("input", "linear");
    connectWire(from(x), f, null);
    const added = addNextTo(f, "input");
    expect(wires()).toEqual([
      { source: x, target: f, port: 0 },
      { source: added, target: f, port: 1 },
    ]);
  });

  it("a target has the units of its loss, and is wired", () => {
    const [f = "", loss = ""] = open("linear", "softmax-cross-entropy");
    const state = useBackflow.getState();
    state.apply(withWidth(present(), f, 3));
    connectWire(from(f), loss, null);
    const target = addNextTo(loss, "target");
    expect(wires()).toContainEqual({ source: target, target: loss, port: 1 });
    expect(present().graph.nodes.find(({ id }) => id === target)).toMatchObject({ width: 3 });
    expect(useBackflow.getState().notice).toBeNull();
  });

  it("of a target that finds no wire it is said why", () => {
    const [f = "", y = "", loss = ""] = open("linear", "target", "squared-error");
    connectWire(from(f), loss, null);
    connectWire(from(y), loss, null);
    addNextTo(loss, "target");
    expect(useBackflow.getState().notice?.text).toContain("is not wired with");
  });

  it("a wire that is refused for its width is offered with other units, in one undo", () => {
    const [f = "", y = "", loss = ""] = open("linear", "target", "softmax-cross-entropy");
    useBackflow.getState().apply(withWidth(present(), f, 3));
    connectWire(from(f), loss, null);
    const before = present();
    expect(connectWire(from(y), loss, null)).toBe(false);
    useBackflow.getState().notice?.action?.perform();
    expect(wires()).toContainEqual({ source: y, target: loss, port: 1 });
    useBackflow.getState().undo();
    expect(present()).toBe(before);
  });
});

describe("a node that is put into a short wire", () => {
  it("makes room: what follows moves on, in one undo", () => {
    const [x = "", h = "", g = ""] = open("input", "sin", "cos");
    connectWire(from(x), h, null);
    connectWire(from(h), g, null);
    useBackflow.getState().moveNodes(
      new Map([
        [x, { x: 0, y: 28 }],
        [h, { x: 190, y: 0 }],
        [g, { x: 380, y: 0 }],
      ]),
      "place",
    );
    const before = present();
    const [wire] = wires();
    if (!wire) throw new Error("There is no wire.");
    chooseOp({ kind: "insert", anchor: null, position: { x: 95, y: 0 }, wire }, "tanh");
    const [added = ""] = selectedNodes(useBackflow.getState());
    const at = (id: NodeId) => present().layout.get(id)?.x;
    expect([x, added, h, g].map(at)).toEqual([0, 190, 380, 570]);
    useBackflow.getState().undo();
    expect(present()).toBe(before);
  });

  it("says that tidying would make room, where a wire leads back", () => {
    const [h = "", g = "", k = ""] = open("sin", "cos", "abs");
    connectWire(from(g), h, null);
    const [back = { source: g, target: h, port: 0 }] = wires();
    placeNode("tanh", { x: 200, y: 0 }, { kind: "into", wire: back });
    expect(useBackflow.getState().notice?.text).toMatch(/has no room between .* Tidy up \(T\)/);
    useBackflow.getState().undo();
    expect(useBackflow.getState().notice).toBeNull();
    // Where it makes room, there is nothing to say.
    useBackflow.getState().moveNodes(new Map([[k, { x: 200, y: 300 }]]), "away");
    connectWire(from(h), k, null);
    const [, forth = back] = wires();
    placeNode("tanh", { x: 30, y: 150 }, { kind: "into", wire: forth });
    expect(useBackflow.getState().notice).toBeNull();
  });

  it("moves nothing where there is room", () => {
    const [x = "", h = ""] = open("input", "sin");
    connectWire(from(x), h, null);
    const [wire] = wires();
    if (!wire) throw new Error("There is no wire.");
    placeNode("tanh", { x: 200, y: 0 }, { kind: "into", wire: wire });
    expect([x, h].map((id) => present().layout.get(id)?.x)).toEqual([0, 400]);
  });
});
