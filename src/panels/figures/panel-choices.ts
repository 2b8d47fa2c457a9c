import {
  type BackflowDocument,
  type CurveFigure,
  type GraphNode,
  MOST_PANELS,
  type Read,
  topologyOf,
} from "@/graph";
import { opOf } from "@/ops";

/** What another panel of a curve may show, as it is offered. */
export interface PanelChoices {
  /** The activations, which make the joints of what is plotted: all at once. */
  readonly hidden: readonly Read[];
  readonly values: readonly Read[];
  /** What wires add to nodes of one unit. */
  readonly terms: readonly Read[];
  /** Local derivatives of nodes of one unit. */
  readonly locals: readonly Read[];
}

/** What no panel shows yet, in the order of the forward pass. Nothing where a figure has as many panels as it can. */
export function panelChoices({ graph }: BackflowDocument, { panels }: CurveFigure): PanelChoices {
  const shown = new Set(panels.flat().map((read) => JSON.stringify(read)));
  const room = MOST_PANELS - panels.length;
  const { order, widths } = topologyOf(graph);
  const nodes: { readonly node: GraphNode; readonly width: number }[] = [];
  for (const index of order) {
    const [node, width = 0] = [graph.nodes[index], widths[index]];
    if (node && width > 0 && opOf(node.op).kind !== "leaf") nodes.push({ node, width });
  }
  const single = nodes.filter(({ width }) => width === 1);
  const isNew = (read: Read) => room > 0 && !shown.has(JSON.stringify(read));
  const readOf = ({ node }: (typeof nodes)[number]): Read => ({
    ...{ kind: "value", node: node.id, unit: 0 },
  });
  return {
    hidden: nodes
      .filter(({ node }) => opOf(node.op).group === "activations")
      .map(readOf)
      .filter(isNew)
      .slice(0, room),
    values: nodes.map(readOf).filter(isNew),
    terms: single
      .flatMap(({ node }) =>
        ("omegaSymbols" in node ? node.omegaSymbols : []).map(
          (_, port): Read => ({ kind: "term", node: node.id, port, unit: 0 }),
        ),
      )
      .filter(isNew),
    locals: single
      .filter(({ node }) => opOf(node.op).kind === "unary")
      .map(({ node }): Read => ({ kind: "local", node: node.id, port: 0, unit: 0 }))
      .filter(isNew),
  };
}
