import type { NodeChange, NodePositionChange } from "@xyflow/react";
import { useCallback } from "react";
import { selectedNodes, useBackflow } from "@/store";
import type { FlowNode } from "../flow/flow-elements";
import { suppressClick } from "../flow/suppress-click";

/** Takes what React Flow says of its nodes into the document and the selection; `move` takes new positions. */
export function useNodeChanges(
  move: (changes: readonly NodePositionChange[]) => void,
): (changes: NodeChange<FlowNode>[]) => void {
  return useCallback(
    (changes) => {
      move(changes.filter((change) => change.type === "position"));
      const selects = changes.filter((change) => change.type === "select");
      if (selects.length === 0) return;
      const state = useBackflow.getState();
      const selected = new Set(selectedNodes(state));
      for (const { id, selected: isSelected } of selects) {
        if (isSelected) selected.add(id);
        else selected.delete(id);
      }
      state.select(selected);
    },
    [move],
  );
}

/** A box has been drawn: dragging moves the view again. */
export function endBoxSelection(): void {
  // The click of the same press would let go of what the box holds.
  suppressClick();
  const state = useBackflow.getState();
  state.setBoxSelecting(false);
  const { size } = selectedNodes(state);
  state.say(size === 1 ? "Selected 1 node." : `Selected ${size} nodes.`);
}
