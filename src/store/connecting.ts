import { list } from "@/explain";
import {
  addWire,
  type BackflowDocument,
  type Edited,
  moveWire,
  type NodeId,
  type PendingConnection,
  wiredTogether,
} from "@/graph";
import { documentOf } from "./selectors";
import type { Notice } from "./state";
import { useBackflow } from "./store";
import { count, describeWire, spokenNode } from "./words";

/** Ends a pending connection at a node's port; null: at the first that takes it. False where it was refused, with the reason told. */
export function connectWire(wire: PendingConnection, node: NodeId, port: number | null): boolean {
  const state = useBackflow.getState();
  const edited = endWire(documentOf(state), wire, node, port);
  const done = state.apply(edited);
  if (done) state.say(describeWire(wire, node));
  else if (!edited.ok && edited.problem.kind === "would-misfit") {
    const action = wideningFor(wire, node, port);
    const { notice, notify } = useBackflow.getState();
    if (notice && action) notify({ ...notice, action });
  }
  return done;
}

/**
 * What would make a wire fit that was refused for its width: other units, in one undo with the wire. Null where nothing
 * would.
 */
export function wideningFor(
  { fixed, replacing }: PendingConnection,
  node: NodeId,
  port: number | null,
): Notice["action"] | null {
  if (replacing !== null) return null;
  const [source, target, at] =
    fixed.kind === "source" ? [fixed.node, node, port] : [node, fixed.node, fixed.port];
  const together = wiredTogether(documentOf(useBackflow.getState()), source, target, at);
  if (!together) return null;
  const names = list(together.others.map(spokenNode));
  return {
    label: `Give ${names} ${count(together.width, "unit")} and wire`,
    perform: () => {
      const state = useBackflow.getState();
      if (state.apply({ ok: true, value: together.document })) {
        state.say(`Wired ${spokenNode(source)} into ${spokenNode(target)}.`);
      }
    },
  };
}

/** The document with a pending connection ended at a node. */
export function endWire(
  document: BackflowDocument,
  { fixed, replacing }: PendingConnection,
  node: NodeId,
  port: number | null,
): Edited {
  if (fixed.kind === "source") {
    return replacing === null
      ? addWire(document, fixed.node, node, port)
      : moveWire(document, replacing, { kind: "target", node, port });
  }
  return replacing === null
    ? addWire(document, node, fixed.node, fixed.port)
    : moveWire(document, replacing, { kind: "source", node });
}
