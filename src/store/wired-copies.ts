import { copyWired, type NodeId } from "@/graph";
import { distanceBelow } from "@/layout";
import { documentOf } from "./selectors";
import { useBackflow } from "./store";
import { count } from "./words";

/**
 * Adds a copy of nodes below them, fed by what feeds them, with the same numbers, and selects it: the next unit of a
 * layer.
 */
export function duplicateWired(nodes: readonly NodeId[]): void {
  const state = useBackflow.getState();
  const document = documentOf(state);
  const ids = new Set(nodes);
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
