import { planOf } from "@/engine";
import { formatNumber, nodeText } from "@/explain";
import {
  type BackflowDocument,
  copyNodes,
  type Graph,
  type Layout,
  type NodeId,
  type Position,
  withOutput,
  withPositions,
} from "@/graph";
import { type Statement, withFormulas } from "@/graph/formula";
import { boundsOf, GAP, loadTidyLayout } from "@/layout";
import { documentOf, tellOfOneUnit, useBackflow } from "@/store";
import { formulaProblemSentence } from "./formula-words";

/**
 * Builds formulas into the graph, laid out below what is there, and selects their result: one undo. Where nothing is
 * differentiated yet, their output is; numbers alone change nothing of that. The result; null where they do not fit,
 * with the reason told.
 */
export async function buildFormulas(statements: readonly Statement[]): Promise<NodeId | null> {
  const { opened } = useBackflow.getState();
  // Without the part that lays out, it is built all the same.
  const tidy = await loadTidyLayout().catch(
    () =>
      ({ layout }: BackflowDocument) =>
        layout,
  );
  const state = useBackflow.getState();
  // It was typed into another document.
  if (state.opened !== opened) return null;
  const before = documentOf(state);
  const built = withFormulas(before, statements);
  if (!built.ok) {
    const { problem } = built;
    if (problem.kind === "formula") {
      const text = formulaProblemSentence(problem);
      state.notify({ tone: "error", text, lasts: "until-edit" });
    } else state.apply({ ok: false, problem });
    return null;
  }
  const { document, nodes, given, result, output } = built.value;
  const differentiates = planOf(before.graph).objective.length > 0;
  const laidOut = withPositions(document, placesOf(document, nodes, before, tidy));
  const value = differentiates || output === null ? laidOut : withOutput(laidOut, output);
  if (!state.apply({ ok: true, value }, { select: [result] })) return null;
  for (const node of nodes) tellOfOneUnit(node);
  const mean = nodes.find((id) =>
    document.graph.nodes.some((node) => node.id === id && node.symbol === "L"),
  );
  if (mean !== undefined) {
    const text = `L is the mean over the rows here, so this node is shown as ${nodeText(document.graph, mean)}.`;
    state.notify({ tone: "info", text, lasts: "until-edit" });
  }
  state.say(outcomeOf(document.graph, nodes.length, given));
  return result;
}

/** So many tell every number from every other. */
const ALL_DIGITS = 17;

/** "Built 3 nodes. All 4 units of x are −2." */
function outcomeOf(
  graph: Graph,
  built: number,
  given: ReadonlyMap<NodeId, readonly number[]>,
): string {
  const numbers = Array.from(given, ([id, values]) => {
    const node = graph.nodes.find((each) => each.id === id);
    const units = node && "width" in node ? node.width : 1;
    const name = nodeText(graph, id);
    const texts = values.map((value) => formatNumber(value, ALL_DIGITS));
    if (values.length > 1) return `${name} is [${texts.join(", ")}].`;
    return units === 1
      ? `${name} is ${texts[0]}.`
      : `All ${units} units of ${name} are ${texts[0]}.`;
  });
  const nodes = `Built ${built === 1 ? "1 node" : `${built} nodes`}.`;
  return [...(built > 0 || numbers.length === 0 ? [nodes] : []), ...numbers].join(" ");
}

/** The new nodes tidied, and below all that was there. */
function placesOf(
  document: BackflowDocument,
  nodes: readonly NodeId[],
  before: BackflowDocument,
  tidy: (document: BackflowDocument) => Layout,
): ReadonlyMap<NodeId, Position> {
  const taken = boundsOf(before.graph, before.layout);
  const [left, top] = taken ? [taken.left, taken.bottom + GAP] : [0, 0];
  const places = tidy(copyNodes(document, new Set(nodes)));
  return new Map(Array.from(places, ([node, { x, y }]) => [node, { x: x + left, y: y + top }]));
}
