import type {
  BackflowDocument,
  GraphNode,
  Matrix,
  NodeId,
  NodeNumbers,
  OperationNode,
  Position,
  Wire,
} from "@/graph";
import { initialParts, tableOf } from "@/graph";

/**
 * A 5-4-3-2 network in primitives: every β and ω a parameter, multiply and add in place of linear, tanh on each unit,
 * a squared error on each output. 141 nodes.
 */
export function primitiveNetwork(): BackflowDocument {
  const nodes: GraphNode[] = [];
  const wires: Wire[] = [];
  const numbers = new Map<NodeId, NodeNumbers>();
  const rows = new Map<NodeId, Matrix>();
  const layout = new Map<NodeId, Position>();
  let seed = 7;
  const random = (): number => {
    seed = (seed * 48271) % 2147483647;
    return Math.round((seed / 2147483647) * 200 - 100) / 100;
  };
  const place = (id: NodeId, column: number): void => {
    const row = [...layout.values()].filter(({ x }) => x === column * 200).length;
    layout.set(id, { x: column * 200, y: row * 190 });
  };
  const leaf = (op: "input" | "target" | "parameter", id: NodeId, column: number): NodeId => {
    nodes.push({ id, op, symbol: id, width: 1 });
    if (op === "parameter") numbers.set(id, { kind: "leaf", values: [random()] });
    else rows.set(id, [[random()]]);
    place(id, column);
    return id;
  };
  const apply = (
    op: OperationNode["op"],
    id: NodeId,
    inputs: readonly NodeId[],
    column: number,
  ): NodeId => {
    nodes.push({ id, op, symbol: id });
    inputs.forEach((source, port) => {
      wires.push({ source, target: id, port });
    });
    place(id, column);
    return id;
  };

  let layer = Array.from({ length: 5 }, (_, i) => leaf("input", `x${i}`, 0));
  [4, 3, 2].forEach((units, depth) => {
    const column = 1 + depth * 10;
    layer = Array.from({ length: units }, (_, unit) => {
      const name = `${depth}_${unit}`;
      let sum = leaf("parameter", `b${name}`, column);
      layer.forEach((source, k) => {
        const weight = leaf("parameter", `w${name}_${k}`, column);
        const product = apply("multiply", `p${name}_${k}`, [weight, source], column + 1);
        sum = apply("add", `s${name}_${k}`, [sum, product], column + 2 + k);
      });
      return apply("tanh", `h${name}`, [sum], column + 8);
    });
  });
  layer.forEach((output, i) => {
    const target = leaf("target", `y${i}`, 32);
    apply("squared-error", `l${i}`, [output, target], 33);
  });
  return {
    title: "5-4-3-2 network in primitives",
    graph: { nodes, wires, output: null },
    numbers,
    data: tableOf(rows),
    layout,
    ...initialParts,
  };
}
