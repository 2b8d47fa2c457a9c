import { describe, expect, it } from "vitest";
import { type OpId, opOf, ops } from "@/ops";
import type { BackflowDocument, GraphNode, NodeId, Wire } from "../document";
import {
  documentOf,
  edited,
  leaf,
  linear,
  problemOf,
  randomDocument,
  seededRandom,
  toyNetwork,
  wire,
} from "../document.test-support";
import { isLinear, newNode } from "../nodes";
import { fitBlocks, newBlock } from "../number-shapes";
import { checkDocument } from "../parts/check";
import { defaultOmegaSymbols } from "../symbols";
import { portCount, topologyOf } from "../topology";
import { addNode, addWire, insertIntoWire, moveWire, removeWires } from "./structure";
import {
  fitsIntoWire,
  missesInput,
  openPorts,
  type PendingConnection,
  type Wiring,
  wiringOf,
} from "./wiring";

const from = (node: NodeId, replacing: Wire | null = null): PendingConnection => ({
  fixed: { kind: "source", node },
  replacing,
});
const into = (node: NodeId, port: number, replacing: Wire | null = null): PendingConnection => ({
  fixed: { kind: "target", node, port },
  replacing,
});

/** x and y of three units, p and q of two, s of one, and nodes without wires. */
function loose(): BackflowDocument {
  return documentOf(
    [
      ["x", "input", leaf([1, 2, 3])],
      ["y", "target", leaf([1, 2, 3])],
      ["p", "parameter", leaf([1, 2])],
      ["q", "parameter", leaf([1, 2])],
      ["s", "constant", leaf([1])],
      ["sum", "add"],
      ["h", "sin"],
      ["g", "exp"],
      ["f", "linear", linear([0, 0])],
      ["loss", "squared-error"],
    ],
    [],
  );
}

function wired(...wires: readonly Wire[]): BackflowDocument["graph"] {
  return { ...loose().graph, wires };
}

describe("what the source of a wire may end at", () => {
  it("is a node with an open port: the first that fits, or the one that is asked for", () => {
    const { judge } = wiringOf(wired(), from("x"));
    expect(judge("sum", null)).toEqual({ ok: true, value: wire("x", "sum", 0) });
    expect(judge("sum", 1)).toEqual({ ok: true, value: wire("x", "sum", 1) });
    expect(judge("h", 0)).toEqual({ ok: true, value: wire("x", "h") });
  });

  it("is the second port of a loss for a target, and the first for anything else, while both are open", () => {
    expect(wiringOf(wired(), from("y")).judge("loss", null)).toEqual({
      ok: true,
      value: wire("y", "loss", 1),
    });
    expect(wiringOf(wired(), from("x")).judge("loss", null)).toEqual({
      ok: true,
      value: wire("x", "loss", 0),
    });
    expect(wiringOf(wired(wire("x", "loss", 1)), from("y")).judge("loss", null)).toEqual({
      ok: true,
      value: wire("y", "loss", 0),
    });
    expect(wiringOf(wired(), from("y")).judge("sum", null)).toEqual({
      ok: true,
      value: wire("y", "sum", 0),
    });
  });

  it("is a linear node, at its next port, whatever the port and however many it has", () => {
    const { graph } = documentOf(
      [
        ["x", "input", leaf([1])],
        ["f", "linear", linear([0], [[1]], [[1]])],
      ],
      [wire("x", "f", 0), wire("x", "f", 1)],
    );
    for (const port of [null, 0, 1, 2, 7]) {
      expect(wiringOf(graph, from("x")).judge("f", port)).toEqual({
        ok: true,
        value: wire("x", "f", 2),
      });
    }
  });

  it("is the same node twice: x·x has two wires", () => {
    const graph = wired(wire("x", "sum", 0));
    expect(wiringOf(graph, from("x")).judge("sum", null)).toEqual({
      ok: true,
      value: wire("x", "sum", 1),
    });
  });

  it("is no leaf", () => {
    expect(problemOf(wiringOf(wired(), from("h")).judge("x", null))).toEqual({
      kind: "no-input",
      node: "x",
    });
  });

  it("is no port that has its wire, and no node all of whose ports have", () => {
    const graph = wired(wire("x", "h"), wire("x", "sum", 1));
    const { judge } = wiringOf(graph, from("s"));
    expect(problemOf(judge("h", 0))).toEqual({ kind: "port-full", node: "h", port: 0 });
    expect(problemOf(judge("h", null))).toEqual({ kind: "port-full", node: "h", port: null });
    expect(problemOf(judge("sum", 1))).toEqual({ kind: "port-full", node: "sum", port: 1 });
    expect(judge("sum", null).ok).toBe(true);
  });

  it("is nothing that is not there", () => {
    expect(problemOf(wiringOf(wired(), from("x")).judge("gone", null)).kind).toBe("nodes-missing");
    expect(problemOf(wiringOf(wired(), from("gone")).judge("h", null)).kind).toBe("nodes-missing");
  });
});

describe("a loss", () => {
  it("feeds nothing, from either end", () => {
    const ends = { kind: "loss-ends", node: "loss" };
    expect(problemOf(wiringOf(wired(), from("loss")).judge("h", 0))).toEqual(ends);
    expect(problemOf(wiringOf(wired(), into("h", 0)).judge("loss", null))).toEqual(ends);
  });

  it("does not broadcast", () => {
    const graph = wired(wire("y", "loss", 1));
    expect(problemOf(wiringOf(graph, from("s")).judge("loss", 0))).toEqual({
      kind: "would-misfit",
      node: "loss",
      widths: [1, 3],
    });
    expect(wiringOf(graph, from("x")).judge("loss", 0).ok).toBe(true);
  });
});

describe("a cycle", () => {
  it("is refused with the nodes between, from the target of the wire to its source", () => {
    const { graph } = toyNetwork();
    const cycle = { kind: "would-cycle", nodes: ["f1", "h2", "f2"] };
    expect(problemOf(wiringOf(graph, from("f2")).judge("f1", null))).toEqual(cycle);
    expect(problemOf(wiringOf(graph, into("f1", 1)).judge("f2", null))).toEqual(cycle);
  });

  it("may be one node", () => {
    const itself = { kind: "would-cycle", nodes: ["h"] };
    expect(problemOf(wiringOf(wired(), from("h")).judge("h", 0))).toEqual(itself);
    expect(problemOf(wiringOf(wired(), into("h", 0)).judge("h", null))).toEqual(itself);
  });

  it("is told on the shortest way", () => {
    const { graph } = documentOf(
      [
        ["a", "linear", linear([0])],
        ["b", "sin"],
        ["c", "sin"],
        ["d", "add"],
      ],
      [wire("a", "b"), wire("b", "c"), wire("c", "d", 0), wire("a", "d", 1)],
    );
    const short = { kind: "would-cycle", nodes: ["a", "d"] };
    expect(problemOf(wiringOf(graph, from("d")).judge("a", null))).toEqual(short);
    expect(problemOf(wiringOf(graph, into("a", 0)).judge("d", null))).toEqual(short);
  });

  it("is none where only the wire that is moved would close it", () => {
    const graph = wired(wire("h", "g"));
    expect(problemOf(wiringOf(graph, into("h", 0)).judge("g", null)).kind).toBe("would-cycle");
    expect(wiringOf(graph, into("g", 0, wire("h", "g"))).judge("x", null).ok).toBe(true);
    expect(wiringOf(graph, from("h", wire("h", "g"))).judge("f", null).ok).toBe(true);
  });
});

describe("widths", () => {
  it("have to be equal, or one of them 1", () => {
    const graph = wired(wire("x", "sum", 0));
    expect(problemOf(wiringOf(graph, from("p")).judge("sum", null))).toEqual({
      kind: "would-misfit",
      node: "sum",
      widths: [3, 2],
    });
    expect(wiringOf(graph, from("s")).judge("sum", 1).ok).toBe(true);
    expect(wiringOf(graph, from("y")).judge("sum", 1).ok).toBe(true);
  });

  it("are followed downstream, through a broadcast, to where they would not fit", () => {
    // sum = (open) + s, then h, then g, then loss against p of two units.
    const graph = wired(
      wire("s", "sum", 1),
      wire("sum", "h"),
      wire("h", "g"),
      wire("g", "loss", 0),
      wire("p", "loss", 1),
    );
    expect(problemOf(wiringOf(graph, from("x")).judge("sum", 0))).toEqual({
      kind: "would-misfit",
      node: "loss",
      widths: [3, 2],
    });
    expect(wiringOf(graph, from("q")).judge("sum", 0).ok).toBe(true);
  });

  it("of a linear node are its own, whatever is missing before it", () => {
    const { graph } = documentOf(
      [
        ["x", "input", leaf([1, 2, 3])],
        ["h", "sin"],
        ["f", "linear", linear([0, 0], [[1], [1]])],
        ["loss", "squared-error"],
      ],
      [wire("h", "f"), wire("x", "loss", 1)],
    );
    // f is incomplete, for h is; but it has two units.
    expect(problemOf(wiringOf(graph, from("f")).judge("loss", 0))).toEqual({
      kind: "would-misfit",
      node: "loss",
      widths: [2, 3],
    });
    expect(wiringOf(graph, from("x")).judge("h", 0).ok).toBe(true);
  });

  it("that are not known yet fit everywhere", () => {
    const graph = wired(wire("h", "sum", 0));
    expect(wiringOf(graph, from("x")).judge("sum", 1).ok).toBe(true);
    expect(wiringOf(graph, from("g")).judge("sum", 1).ok).toBe(true);
  });
});

describe("a wire whose end is moved", () => {
  it("stays at its own port, at the node of its own port, and under its own source", () => {
    const { graph } = documentOf(
      [
        ["x", "input", leaf([1])],
        ["f", "linear", linear([0], [[1]], [[2]])],
        ["sum", "add"],
      ],
      [wire("x", "f", 0), wire("x", "f", 1), wire("f", "sum", 1)],
    );
    const first = wire("x", "f", 0);
    expect(edited(wiringOf(graph, from("x", first)).judge("f", 0))).toEqual(first);
    expect(edited(wiringOf(graph, from("x", first)).judge("f", null))).toEqual(first);
    expect(edited(wiringOf(graph, into("f", 0, first)).judge("x", null))).toEqual(first);
    const second = wire("f", "sum", 1);
    expect(edited(wiringOf(graph, from("f", second)).judge("sum", null))).toEqual(second);
    expect(edited(wiringOf(graph, from("f", second)).judge("sum", 0))).toEqual(wire("f", "sum"));
  });

  it("comes last at another port of its own linear node", () => {
    const { graph } = documentOf(
      [
        ["x", "input", leaf([1])],
        ["f", "linear", linear([0], [[1]], [[2]], [[3]])],
      ],
      [wire("x", "f", 0), wire("x", "f", 1), wire("x", "f", 2)],
    );
    const { judge } = wiringOf(graph, from("x", wire("x", "f", 0)));
    expect(edited(judge("f", 1))).toEqual(wire("x", "f", 2));
    expect(edited(judge("f", 3))).toEqual(wire("x", "f", 2));
  });

  it("no longer counts where it was: neither its port nor its width", () => {
    const graph = wired(wire("x", "sum", 0), wire("y", "sum", 1));
    const { judge } = wiringOf(graph, into("sum", 1, wire("y", "sum", 1)));
    expect(judge("s", null).ok).toBe(true);
    expect(problemOf(judge("p", null)).kind).toBe("would-misfit");
    const alone = wired(wire("x", "h"));
    expect(wiringOf(alone, into("h", 0, wire("x", "h"))).judge("p", null).ok).toBe(true);
  });
});

it("knows what misses an input", () => {
  const { graph } = loose();
  const missing = (...wires: readonly Wire[]) =>
    graph.nodes.filter((node) => missesInput({ ...graph, wires }, node)).map(({ id }) => id);
  expect(missing()).toEqual(["sum", "h", "g", "f", "loss"]);
  expect(missing(wire("x", "h"), wire("x", "sum", 0))).toEqual(["sum", "g", "f", "loss"]);
});

it("finds the ports without a wire", () => {
  const graph = wired(wire("x", "sum", 1), wire("x", "h"));
  const node = (id: NodeId) => graph.nodes.find((other) => other.id === id) as GraphNode;
  expect(openPorts(graph, node("sum"))).toEqual([0]);
  expect(openPorts(graph, node("h"))).toEqual([]);
  expect(openPorts(graph, node("x"))).toEqual([]);
  expect(openPorts(graph, node("f"))).toEqual([0]);
});

/** The document with one more wire, made without any rule of wiring; `port` is ignored at a linear node. */
function withWire(document: BackflowDocument, { source, target, port }: Wire): BackflowDocument {
  const { graph } = document;
  const node = graph.nodes.find(({ id }) => id === target);
  const owned = document.numbers.get(target);
  if (!node || !isLinear(node) || owned?.kind !== "linear") {
    return fitBlocks({
      ...document,
      graph: { ...graph, wires: [...graph.wires, wire(source, target, port)] },
    });
  }
  const last = portCount(node);
  const { indexOf, widths } = topologyOf(graph);
  const block = newBlock(node.width, widths[indexOf.get(source) ?? -1] ?? 0);
  const omegaSymbols = defaultOmegaSymbols(target, last + 1);
  return fitBlocks({
    ...document,
    graph: {
      ...graph,
      nodes: graph.nodes.map((other) => (other === node ? { ...node, omegaSymbols } : other)),
      wires: [...graph.wires, { source, target, port: last }],
    },
    numbers: new Map(document.numbers).set(target, { ...owned, omega: [...owned.omega, block] }),
  });
}

/** Where a node fits does not depend on more of its op. */
const ONE_OF_EACH_KIND = (["target", "sin", "add", "linear", "huber"] as const).map((op) =>
  opOf(op),
);

describe("a verdict", () => {
  const documents = Array.from({ length: 150 }, (_, seed) => randomDocument(seed, 2 + (seed % 12)));

  it("on a new wire is that of the check of the wired document, but that losses feed nothing", () => {
    const verdicts = { yes: 0, no: 0 };
    const wrong: string[] = [];
    documents.forEach((document, seed) => {
      for (const { id: source, op } of document.graph.nodes) {
        const wiring = wiringOf(document.graph, from(source));
        for (const { id: target } of document.graph.nodes) {
          const sound = [0, 1].map(
            (port) =>
              opOf(op).kind !== "loss" &&
              checkDocument(withWire(document, wire(source, target, port))).ok,
          );
          const some = sound.includes(true);
          verdicts[some ? "yes" : "no"]++;
          const told = [0, 1].map((port) => wiring.judge(target, port).ok);
          const back = [0, 1].map(
            (port) => wiringOf(document.graph, into(target, port)).judge(source, null).ok,
          );
          const agree =
            `${told}` === `${sound}` &&
            `${back}` === `${sound}` &&
            wiring.judge(target, null).ok === some;
          if (!agree) wrong.push(`seed ${seed}: ${source} → ${target}`);
        }
      }
    });
    expect(wrong).toEqual([]);
    expect(verdicts.yes).toBeGreaterThan(1000);
    expect(verdicts.no).toBeGreaterThan(1000);
  });

  it("on a moved wire is that of the check too, and of the move", () => {
    const random = seededRandom(3);
    const wrong: string[] = [];
    documents.forEach((document, seed) => {
      const { nodes, wires } = document.graph;
      const moved = wires[Math.floor(random() * wires.length)];
      if (!moved) return;
      const { source, target, port } = moved;
      const without = removeWires(document, [moved]);
      const isLoss = (id: NodeId) =>
        opOf(nodes.find((node) => node.id === id)?.op ?? "sin").kind === "loss";
      const toTarget = wiringOf(document.graph, from(source, moved));
      const toSource = wiringOf(document.graph, into(target, port, moved));
      for (const { id } of nodes) {
        for (const at of [0, 1]) {
          const sound =
            !isLoss(source) && checkDocument(withWire(without, wire(source, id, at))).ok;
          const done = moveWire(document, moved, { kind: "target", node: id, port: at });
          if (toTarget.judge(id, at).ok !== sound || done.ok !== sound) {
            wrong.push(`seed ${seed}: the end of ${source} → ${target} to ${id}:${at}`);
          }
        }
        const sound = !isLoss(id) && checkDocument(withWire(without, wire(id, target, port))).ok;
        const done = moveWire(document, moved, { kind: "source", node: id });
        if (toSource.judge(id, null).ok !== sound || done.ok !== sound) {
          wrong.push(`seed ${seed}: the source of ${source} → ${target} to ${id}`);
        }
      }
    });
    expect(wrong).toEqual([]);
  });

  it("on a new node is that of the whole edit which adds it and draws or moves the wire", () => {
    const random = seededRandom(4);
    const verdicts = { yes: 0, no: 0 };
    const wrong: string[] = [];
    const compare = (what: string, told: boolean, done: boolean): void => {
      verdicts[done ? "yes" : "no"]++;
      if (told !== done) wrong.push(what);
    };
    documents.forEach((document, seed) => {
      const { nodes, wires } = document.graph;
      const held = nodes[Math.floor(random() * nodes.length)]?.id ?? "";
      const moved = wires[Math.floor(random() * wires.length)];
      for (const { id: op } of ops) {
        // It is added with the units that its wire asks for.
        const addedFor = (wiring: Wiring) =>
          edited(addNode(document, op, { x: 0, y: 0 }, wiring.widthOfNew(op)));
        const name = `seed ${seed}, ${op}`;
        const onward = wiringOf(document.graph, from(held));
        const after = addedFor(onward);
        const isAfter = addWire(after.document, held, after.node, null).ok;
        compare(`${name} after ${held}`, onward.takesNew(op), isAfter);
        for (const port of [0, 1]) {
          const feeding = wiringOf(document.graph, into(held, port));
          const before = addedFor(feeding);
          const done = addWire(before.document, before.node, held, port).ok;
          compare(`${name} into ${held}:${port}`, feeding.takesNew(op), done);
        }
        if (!moved) continue;
        const { source, target, port } = moved;
        const end = wiringOf(document.graph, from(source, moved));
        const last = addedFor(end);
        const to = { kind: "target", node: last.node, port: null } as const;
        const ended = moveWire(last.document, moved, to).ok;
        compare(`${name}, the end of ${source} → ${target}`, end.takesNew(op), ended);
        const start = wiringOf(document.graph, into(target, port, moved));
        const first = addedFor(start);
        const begin = { kind: "source", node: first.node } as const;
        const started = moveWire(first.document, moved, begin).ok;
        compare(`${name}, the start of ${source} → ${target}`, start.takesNew(op), started);
      }
    });
    expect(wrong).toEqual([]);
    expect(verdicts.yes).toBeGreaterThan(1000);
    expect(verdicts.no).toBeGreaterThan(1000);
  });

  it("on a node for a wire is that of the whole edit which puts it there, be it new or loose", () => {
    const verdicts = { yes: 0, no: 0, misfits: 0 };
    const wrong: string[] = [];
    documents.forEach((document, seed) => {
      const { graph } = document;
      const isWired = (id: NodeId) =>
        graph.wires.some(({ source, target }) => source === id || target === id);
      const loose = graph.nodes.filter(({ id }) => !isWired(id));
      for (const target of graph.wires) {
        for (const op of ONE_OF_EACH_KIND) {
          const { document: added, node } = edited(addNode(document, op.id, { x: 0, y: 0 }));
          const done = insertIntoWire(added, node, target);
          if (fitsIntoWire(graph, newNode(op), target) !== done.ok) {
            wrong.push(`seed ${seed}: ${op.id} into ${target.source} → ${target.target}`);
          }
          verdicts[done.ok ? "yes" : "no"]++;
          if (!done.ok && done.problem.kind === "would-misfit") verdicts.misfits++;
        }
        for (const node of loose) {
          const done = insertIntoWire(document, node.id, target);
          if (fitsIntoWire(graph, node, target) !== done.ok) {
            wrong.push(`seed ${seed}: ${node.id} into ${target.source} → ${target.target}`);
          }
        }
      }
    });
    expect(wrong).toEqual([]);
    expect(verdicts.yes).toBeGreaterThan(1000);
    expect(verdicts.no).toBeGreaterThan(1000);
    expect(verdicts.misfits).toBeGreaterThan(5);
  });
});

it("a node goes into a wire where the units that it passes on fit behind it", () => {
  const graph = wired(wire("x", "loss", 0), wire("y", "loss", 1), wire("p", "sum", 0));
  const into = (op: OpId, target: Wire) => fitsIntoWire(graph, newNode(opOf(op)), target);
  // One unit against three targets; a node that waits for its second wire promises nothing yet.
  expect(into("sin", wire("x", "loss", 0))).toBe(true);
  expect(into("linear", wire("x", "loss", 0))).toBe(false);
  expect(into("add", wire("x", "loss", 0))).toBe(true);
  expect(into("linear", wire("p", "sum", 0))).toBe(true);
  expect(into("input", wire("p", "sum", 0))).toBe(false);
  expect(into("huber", wire("p", "sum", 0))).toBe(false);
});

it("a wire that is not there takes no node, and a node that is not there no wire", () => {
  const graph = wired(wire("x", "h"));
  const sin = newNode(opOf("sin"));
  expect(fitsIntoWire(graph, sin, wire("x", "h"))).toBe(true);
  expect(fitsIntoWire(graph, sin, wire("x", "g"))).toBe(false);
  expect(fitsIntoWire(graph, sin, wire("s", "h"))).toBe(false);
  expect(fitsIntoWire(graph, sin, wire("x", "gone"))).toBe(false);
  expect(wiringOf(graph, from("gone")).takesNew("sin")).toBe(false);
});
