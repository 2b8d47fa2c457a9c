import { planOf } from "@/engine";
import {
  type Axis,
  type BackflowDocument,
  CURVE_MARKS,
  type Figure,
  type Graph,
  MAP_MARKS,
  type MapFigure,
  type NodeId,
  type NodePictures,
  newFigureId,
  type Read,
  topologyOf,
} from "@/graph";
import { opOf } from "@/ops";

/** Numbers that an axis can vary: inputs and parameters first, then β and ω, in the graph's order. */
export function axesOf({ graph, numbers }: BackflowDocument): readonly Axis[] {
  const leaves: Axis[] = [];
  const owned: Axis[] = [];
  for (const node of graph.nodes) {
    const own = numbers.get(node.id);
    if (opOf(node.op).kind === "leaf" && "width" in node) {
      for (let unit = 0; unit < Math.min(node.width, 16); unit++) {
        leaves.push({ kind: "value", node: node.id, unit });
      }
    }
    if (own?.kind !== "linear") continue;
    for (let unit = 0; unit < Math.min(own.beta.length, 8); unit++) {
      owned.push({ kind: "beta", node: node.id, unit });
      for (const [port, block] of own.omega.entries()) {
        for (let input = 0; input < Math.min(block[unit]?.length ?? 0, 8); input++) {
          owned.push({ kind: "omega", node: node.id, port, unit, input });
        }
      }
    }
  }
  return [...leaves, ...owned];
}

/** What can be read: every complete node that is no leaf, then ℓᵢ and L where there are. */
export function readsOf({ graph }: BackflowDocument): readonly Read[] {
  const { widths, order } = topologyOf(graph);
  const reads: Read[] = [];
  for (const index of order) {
    const node = graph.nodes[index];
    if (!node || widths[index] === 0 || opOf(node.op).kind === "leaf") continue;
    reads.push({ kind: "value", node: node.id, unit: 0 });
  }
  // Without a loss both are the chosen output, which is there already.
  if (hasLoss(graph)) reads.push({ kind: "loss" }, { kind: "objective" });
  return reads;
}

function hasLoss(graph: Graph): boolean {
  return planOf(graph).objective.some((index) => {
    const node = graph.nodes[index];
    return node !== undefined && opOf(node.op).kind === "loss";
  });
}

/** A figure that fits a graph: its prediction, or its last node, against its first input. Null where nothing can be read. */
export function figureFor(document: BackflowDocument, kind: Figure["kind"]): Figure | null {
  const id = newFigureId(document.figures);
  const axes = axesOf(document);
  const reads = readsOf(document).filter((read) => read.kind === "value");
  const isInput = (axis: Axis) =>
    axis.kind === "value" &&
    document.graph.nodes.some((node) => node.id === axis.node && node.op === "input");
  const inputs = axes.filter(isInput);
  const [first] = inputs.length > 0 ? inputs : axes;
  const read = predictionOf(document) ?? reads[reads.length - 1];
  if (!first || !read) return null;
  switch (kind) {
    case "curve":
      return {
        ...{ kind, id, axis: first, panels: [[read]], columns: 1 },
        ...{ range: null, valueRange: null, marks: CURVE_MARKS },
      };
    case "map": {
      const over = mapOf(document, inputs, axes, read);
      return over && { kind, id, ...over, ranges: [null, null], marks: MAP_MARKS };
    }
    case "layers":
      return { kind, id, quantity: "gradient" };
    case "approximation":
      return { kind, id };
  }
}

/**
 * What a first map shows: the prediction over the first two inputs that reach it; where there is one input alone, L over the
 * first weight and its bias, in whose valley a descent goes down; else the prediction over what there is.
 */
function mapOf(
  { graph }: BackflowDocument,
  inputs: readonly Axis[],
  axes: readonly Axis[],
  read: Read,
): Pick<MapFigure, "axes" | "read"> | null {
  const before = read.kind === "value" ? nodesBefore(graph, read.node) : new Set<NodeId>();
  const reaching = (of: readonly Axis[]) => of.filter(({ node }) => before.has(node));
  const [first, second] = reaching(inputs);
  if (first && second) return { axes: [first, second], read };
  const weight = reaching(axes).find(({ kind }) => kind === "omega");
  const bias = axes.find(({ kind, node }) => kind === "beta" && node === weight?.node);
  if (weight && bias && hasLoss(graph))
    return { axes: [weight, bias], read: { kind: "objective" } };
  const [across = axes[0], up = axes.find((axis) => axis !== across)] = reaching(axes);
  return across && up ? { axes: [across, up], read } : null;
}

/** A node and all that it depends on. */
function nodesBefore(graph: Graph, node: NodeId): ReadonlySet<NodeId> {
  const { indexOf, incoming, sources } = topologyOf(graph);
  const found = new Set([node]);
  // What is added meanwhile is visited too.
  for (const id of found) {
    for (const wire of incoming[indexOf.get(id) ?? -1] ?? []) {
      const source = graph.nodes[sources[wire] ?? -1];
      if (source) found.add(source.id);
    }
  }
  return found;
}

/** What enters the loss, else the chosen output. */
function predictionOf({ graph }: BackflowDocument): Read | undefined {
  const { objective } = planOf(graph);
  const node = graph.nodes[objective[0] ?? -1];
  if (!node) return undefined;
  if (opOf(node.op).kind !== "loss") return { kind: "value", node: node.id, unit: 0 };
  const wire = graph.wires.find(({ target, port }) => target === node.id && port === 0);
  return wire ? { kind: "value", node: wire.source, unit: 0 } : undefined;
}

/** What pictures in the nodes may show: against one of the first inputs, or over two of them, and what is shown now. */
export function picturesOf(document: BackflowDocument): readonly NodePictures[] {
  const inputs = axesOf(document).filter(
    (axis) =>
      axis.kind === "value" &&
      document.graph.nodes.some((node) => node.id === axis.node && node.op === "input"),
  );
  const [first, second] = inputs;
  const choices: NodePictures[] = [
    { kind: "op" },
    ...inputs.slice(0, 8).map((axis): NodePictures => ({ kind: "curve", axis })),
    ...(first && second ? [{ kind: "map", axes: [first, second] } as const] : []),
    { kind: "none" },
  ];
  const now = JSON.stringify(document.pictures);
  return choices.some((choice) => JSON.stringify(choice) === now)
    ? choices
    : [...choices, document.pictures];
}
