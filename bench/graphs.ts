import type { BackflowDocument, GraphNode, Matrix, NodeNumbers, Wire } from "@/graph";
import { initialParts, tableOf } from "@/graph";

type Nodes = [node: GraphNode, numbers?: NodeNumbers | readonly number[]][];

const wire = (source: string, target: string, port = 0): Wire => ({ source, target, port });

function leaf(
  id: string,
  op: "input" | "target",
  numbers: readonly number[],
): [GraphNode, readonly number[]] {
  return [{ id, symbol: id, op, width: 1 }, numbers];
}

function linear(
  id: string,
  beta: readonly number[],
  ...omega: readonly (readonly (readonly number[])[])[]
): [GraphNode, NodeNumbers] {
  const omegaSymbols = omega.map(() => "\\omega");
  return [
    { id, symbol: id, op: "linear", width: beta.length, betaSymbol: "\\beta", omegaSymbols },
    { kind: "linear", beta, omega },
  ];
}

function operation(id: string, op: "sin" | "exp" | "cos" | "relu" | "squared-error"): [GraphNode] {
  return [{ id, symbol: id, op }];
}

function documentOf(nodes: Nodes, wires: readonly Wire[]): BackflowDocument {
  const numbers = new Map<string, NodeNumbers>();
  const rows = new Map<string, Matrix>();
  for (const [{ id }, own] of nodes) {
    if (own && "kind" in own) numbers.set(id, own);
    else if (own)
      rows.set(
        id,
        own.map((x) => [x]),
      );
  }
  const graph = { nodes: nodes.map(([node]) => node), wires, output: null };
  const data = tableOf(rows);
  return { title: "", graph, numbers, data, layout: new Map(), ...initialParts };
}

/** The lecture's toy network. p = [b0, w0, b1, w1, b2, w2, b3, w3, x, y], as the baselines take it. */
export function toyNetwork(p: readonly number[]): BackflowDocument {
  const [b0 = 0, w0 = 0, b1 = 0, w1 = 0, b2 = 0, w2 = 0, b3 = 0, w3 = 0, x = 0, y = 0] = p;
  return documentOf(
    [
      leaf("x", "input", [x]),
      linear("f0", [b0], [[w0]]),
      operation("h1", "sin"),
      linear("f1", [b1], [[w1]]),
      operation("h2", "exp"),
      linear("f2", [b2], [[w2]]),
      operation("h3", "cos"),
      linear("f3", [b3], [[w3]]),
      leaf("y", "target", [y]),
      operation("loss", "squared-error"),
    ],
    [
      wire("x", "f0"),
      wire("f0", "h1"),
      wire("h1", "f1"),
      wire("f1", "h2"),
      wire("h2", "f2"),
      wire("f2", "h3"),
      wire("h3", "f3"),
      wire("f3", "loss", 0),
      wire("y", "loss", 1),
    ],
  );
}

/** y = b2 + w2·relu(b1 + w1 x) with the numbers that `shallowByHand` in baselines.mjs makes for itself. */
export function shallowNetwork(batch: number, units: number): BackflowDocument {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return (seed / 2147483647) * 2 - 1;
  };
  const x: number[] = [];
  for (let i = 0; i < batch; i++) x.push(random());
  const b1: number[] = [];
  const w1: number[] = [];
  const w2: number[] = [];
  for (let d = 0; d < units; d++) {
    b1.push(random());
    w1.push(random());
    w2.push(random() / Math.sqrt(units));
  }
  return documentOf(
    [
      leaf("x", "input", x),
      linear(
        "f0",
        b1,
        w1.map((w) => [w]),
      ),
      operation("h1", "relu"),
      linear("f1", [0], [w2]),
      leaf(
        "y",
        "target",
        x.map((value) => Math.sin(6 * value)),
      ),
      operation("loss", "squared-error"),
    ],
    [wire("x", "f0"), wire("f0", "h1"), wire("h1", "f1"), wire("f1", "loss"), wire("y", "loss", 1)],
  );
}

/** The same network drawn unit by unit: a linear node and a ReLU for each of its hidden units. */
export function scalarShallowNetwork(batch: number, units: number): BackflowDocument {
  const { numbers, data } = shallowNetwork(batch, units);
  const hidden = numbers.get("f0");
  const output = numbers.get("f1");
  if (hidden?.kind !== "linear" || output?.kind !== "linear") throw new Error("No such network.");
  const names = Array.from({ length: units }, (_, unit) => [`f${unit}`, `h${unit}`] as const);
  const nodes: Nodes = [
    leaf("x", "input", Array.from(data.columns.get("x")?.[0] ?? [])),
    ...names.flatMap(
      ([f, h], unit): Nodes => [
        linear(f, [hidden.beta[unit] ?? 0], hidden.omega[0]?.slice(unit, unit + 1) ?? []),
        operation(h, "relu"),
      ],
    ),
    linear("f", output.beta, ...(output.omega[0]?.[0] ?? []).map((weight) => [[weight]])),
    leaf("y", "target", Array.from(data.columns.get("y")?.[0] ?? [])),
    operation("loss", "squared-error"),
  ];
  const wires = names.flatMap(([f, h], unit) => [wire("x", f), wire(f, h), wire(h, "f", unit)]);
  return documentOf(nodes, [...wires, wire("f", "loss"), wire("y", "loss", 1)]);
}

/**
 * Toy networks one after the other, ten nodes each, until there are `size` nodes. Each linear node but the first of a
 * network takes a second wire from a node of the last few networks: fan-outs, and paths of any length. Every network
 * has a loss of its own, so that no gradient dies out on its way, which would change the price of a multiplication.
 */
export function chainedNetworks(size: number): BackflowDocument {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const weight = () => random() - 0.5;
  const nodes: Nodes = [];
  const wires: Wire[] = [];
  const hidden: string[] = [];
  for (let network = 0; nodes.length < size; network++) {
    const name = (stem: string) => `${stem}_${network}`;
    nodes.push(leaf(name("x"), "input", [weight()]));
    let source = name("x");
    for (const [layer, op] of (["sin", "exp", "cos", null] as const).entries()) {
      const f = name(`f${layer}`);
      wires.push(wire(source, f));
      const recent = hidden[Math.floor(Math.max(0, hidden.length - 12) + random() * 12)];
      if (layer > 0 && recent !== undefined) {
        nodes.push(linear(f, [weight()], [[weight()]], [[weight()]]));
        wires.push(wire(recent, f, 1));
      } else {
        nodes.push(linear(f, [weight()], [[weight()]]));
      }
      if (op === null) break;
      source = name(op);
      nodes.push(operation(source, op));
      wires.push(wire(f, source));
      hidden.push(source);
    }
    nodes.push(leaf(name("y"), "target", [weight()]), operation(name("loss"), "squared-error"));
    wires.push(wire(name("f3"), name("loss"), 0), wire(name("y"), name("loss"), 1));
  }
  return documentOf(nodes, wires);
}
