import type {
  BackflowDocument,
  GraphNode,
  Matrix,
  NodeId,
  NodeNumbers,
  Position,
  Wire,
} from "@/graph";
import { initialParts, tableOf } from "@/graph";

const COLUMN = 220;
const ROW = 240;
const ACTIVATIONS = ["tanh", "sin", "relu", "sigmoid", "softplus"] as const;

/**
 * A layered network of scalar units as somebody would draw it: rows of linear nodes that take two wires from the
 * layer before, each followed by an activation, and a loss at the end of each row. Three wires to two nodes; every
 * activation fans out.
 */
export function layeredNetwork(size: number): BackflowDocument {
  const nodes: GraphNode[] = [];
  const wires: Wire[] = [];
  const numbers = new Map<NodeId, NodeNumbers>();
  const rows = new Map<NodeId, Matrix>();
  const layout = new Map<NodeId, Position>();
  let seed = 11;
  const random = (): number => {
    seed = (seed * 48271) % 2147483647;
    return Math.round((seed / 2147483647) * 200 - 100) / 100;
  };
  const height = Math.max(2, Math.round(Math.sqrt(size / 2)));
  const add = (node: GraphNode, column: number, row: number, own?: NodeNumbers): NodeId => {
    nodes.push(node);
    layout.set(node.id, { x: column * COLUMN, y: row * ROW });
    if (own) numbers.set(node.id, own);
    return node.id;
  };
  const leaf = (op: "input" | "target", id: NodeId, column: number, row: number): NodeId => {
    rows.set(id, [[random()]]);
    return add({ id, op, symbol: id, width: 1 }, column, row);
  };

  let column = 0;
  let layer = Array.from({ length: height }, (_, row) => leaf("input", `x${row}`, 0, row));
  // A target and a loss for each row are still to come.
  const hidden = size - height * 3;
  for (let made = 0; made + 2 <= hidden; column += 2) {
    const next: NodeId[] = [];
    for (let row = 0; row < height && made + 2 <= hidden; row++, made += 2) {
      const unit = `${column / 2}_${row}`;
      const sum = add(
        {
          id: `f${unit}`,
          op: "linear",
          symbol: `f_{${column / 2},${row}}`,
          width: 1,
          betaSymbol: "\\beta",
          omegaSymbols: ["\\omega", "\\omega"],
        },
        column + 1,
        row,
        { kind: "linear", beta: [random()], omega: [[[random() * 2]], [[random() * 2]]] },
      );
      [row, (row + 1) % height].forEach((source, port) => {
        wires.push({ source: layer[source] as NodeId, target: sum, port });
      });
      const op = ACTIVATIONS[(column / 2 + row) % ACTIVATIONS.length] ?? "tanh";
      const unitOut = add(
        { id: `h${unit}`, op, symbol: `h_{${column / 2},${row}}` },
        column + 2,
        row,
      );
      wires.push({ source: sum, target: unitOut, port: 0 });
      next.push(unitOut);
    }
    layer = [...next, ...layer.slice(next.length)];
  }
  layer.forEach((output, row) => {
    const target = leaf("target", `y${row}`, column + 1, row);
    const loss = add({ id: `l${row}`, op: "squared-error", symbol: `l_{${row}}` }, column + 2, row);
    wires.push(
      { source: output, target: loss, port: 0 },
      { source: target, target: loss, port: 1 },
    );
  });
  return {
    title: `Layered network of ${nodes.length} nodes`,
    graph: { nodes, wires, output: null },
    numbers,
    data: tableOf(rows),
    layout,
    ...initialParts,
  };
}
