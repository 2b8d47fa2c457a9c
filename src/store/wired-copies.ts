import { copyWired, type NodeId } from "@/graph";
import { distanceBelow } from "@/layout";
import { documentOf } from "./selectors";
import { useBackflow } from "./store";
import { count } from "./words";

/**
 * Adds a copy of nodes below them, fed by what feeds them, with the same numbers, and selects it: the next unit of a
 * layer. This part is fetched when it is asked for first: meanwhile another document may have been opened (`opened` counts
 * them), to which the nodes do not belong, or some of them been removed, which are not copied.
 */
export function duplicateWired(nodes: readonly NodeId[], opened: number): void {
  const state = useBackflow.getState();
  if (state.opened !== opened) return;
  const document = documentOf(state);
  const wanted = new Set(nodes);
  const ids = new Set(document.graph.nodes.flatMap(({ id }) => (wanted.has(id) ? [id] : [])));
  if (ids.size === 0) return;
  const copied = copyWired(document, ids, { x: 0, y: distanceBelow(document, ids) });
  if (!copied.ok) {
    state.apply(copied);
    return;
  }
  const added = copied.value.nodes;
  if (state.apply({ ok: true, value: copied.value.document }, { select: added })) {
    // What stands below may be out of view.
    state.requestFit();
    state.say(`Added ${count(added.length, "node")}.`);
  }
}
