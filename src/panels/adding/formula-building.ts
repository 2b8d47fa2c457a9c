import { planOf } from "@/engine";
import {
  type BackflowDocument,
  copyNodes,
  type Layout,
  type NodeId,
  type Position,
  withOutput,
  withPositions,
} from "@/graph";
import { type Statement, withFormulas } from "@/graph/formula";
import { boundsOf, GAP, loadTidyLayout } from "@/layout";
import { documentOf, useBackflow } from "@/store";
import { formulaProblemSentence } from "./formula-words";

/**
 * Builds formulas into the graph, laid out below what is there, and selects their result: one undo. Where nothing is
 * differentiated yet, the result is. The result; null where they do not fit, with the reason told.
 */
export async function buildFormulas(statements: readonly Statement[]): Promise<NodeId | null> {
  // Without the part that lays out, it is built all the same.
  const tidy = await loadTidyLayout().catch(
    () =>
      ({ layout }: BackflowDocument) =>
        layout,
  );
  const state = useBackflow.getState();
  const before = documentOf(state);
  const built = withFormulas(before, statements);
  if (!built.ok) {
    const { problem } = built;
    if (problem.kind === "formula") {
      const text = formulaProblemSentence(problem);
      state.notify({ tone: "error", text, untilEdit: true });
    } else state.apply({ ok: false, problem });
    return null;
  }
  const { document, nodes, result } = built.value;
  const differentiates = planOf(before.graph).objective.length > 0;
  const laidOut = withPositions(document, placesOf(document, nodes, before, tidy));
  const value = differentiates || nodes.length === 0 ? laidOut : withOutput(laidOut, result);
  if (!state.apply({ ok: true, value }, { select: [result] })) return null;
  state.say(`Built ${nodes.length === 1 ? "1 node" : `${nodes.length} nodes`}.`);
  return result;
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
