import type { Evaluation } from "@/engine";
import { evaluate } from "@/engine";
import type { Graph, GraphNode, Matrix, NodeId, NodeNumbers, Wire } from "@/graph";
import { isTableNode, tableOf } from "@/graph";
import type { OpId } from "@/ops";
import { opOf } from "@/ops";

/** A node of a test graph: its op, what is wired into it by port, and what it owns. */
export interface NodeSpec {
  readonly op: OpId;
  readonly symbol?: string;
  readonly from?: readonly NodeId[];
  /** A leaf's rows. */
  readonly rows?: Matrix;
  readonly beta?: readonly number[];
  readonly omega?: readonly Matrix[];
  readonly setting?: number;
}

/** Runs a graph that is written down as a table of nodes; f0 has the symbol f_0, β₀ and ω₀ (ω_{0,1} for more ports). */
export function run(
  nodes: Readonly<Record<NodeId, NodeSpec>>,
  more: { readonly output?: NodeId } = {},
): Evaluation {
  const wires: Wire[] = [];
  const numbers = new Map<NodeId, NodeNumbers>();
  const table = new Map<NodeId, Matrix>();
  const made = Object.entries(nodes).map(([id, spec]): GraphNode => {
    const { op, from = [], rows, beta, omega = [], setting } = spec;
    from.forEach((source, port) => {
      if (source !== "") wires.push({ source, target: id, port });
    });
    if (beta) numbers.set(id, { kind: "linear", beta, omega });
    if (setting !== undefined) numbers.set(id, { kind: "setting", value: setting });
    const symbol = spec.symbol ?? id.replace(/(\d)$/, "_$1");
    const found = opOf(op);
    if (found.kind === "leaf") {
      const node = { id, op: found.id, symbol, width: rows?.[0]?.length ?? 1 };
      if (isTableNode(node)) table.set(id, rows ?? [[0]]);
      else if (rows) numbers.set(id, { kind: "leaf", values: rows[0] ?? [] });
      return node;
    }
    if (found.kind !== "linear") return { id, op: found.id, symbol };
    const index = /\d*$/.exec(id)?.[0] ?? "";
    const omegaSymbols = omega.map((_, port) =>
      omega.length === 1 ? `\\omega_${index}` : `\\omega_{${index},${port}}`,
    );
    const width = beta?.length ?? 1;
    return { id, op: found.id, symbol, width, betaSymbol: `\\beta_${index}`, omegaSymbols };
  });
  const { output = null } = more;
  const graph: Graph = { nodes: made, wires, output };
  return evaluate({ graph, numbers, data: tableOf(table) });
}

/** The lecture's toy network. */
export function toyNetwork(): Evaluation {
  return run({
    x: { op: "input", rows: [[2.3]] },
    f0: { op: "linear", from: ["x"], beta: [1], omega: [[[0.1]]] },
    h1: { op: "sin", from: ["f0"] },
    f1: { op: "linear", from: ["h1"], beta: [2], omega: [[[-0.4]]] },
    h2: { op: "exp", from: ["f1"] },
    f2: { op: "linear", from: ["h2"], beta: [-3], omega: [[[2]]] },
    h3: { op: "cos", from: ["f2"] },
    f3: { op: "linear", from: ["h3"], beta: [0.4], omega: [[[3]]] },
    y: { op: "target", symbol: "y_i", rows: [[2]] },
    loss: { op: "squared-error", symbol: "\\ell_i", from: ["f3", "y"] },
  });
}
