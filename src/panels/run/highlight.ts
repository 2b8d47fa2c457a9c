import { useEffect, useMemo, useRef } from "react";
import type { NodeId } from "@/graph";
import { type Highlight, useBackflow } from "@/store";

/** Handlers that light something on the canvas while the pointer or the focus rests on an element. */
export interface LightHandlers {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** Lights nodes and wires from an element, and unlights them when it is left or goes away. */
export function useLight(nodes: readonly NodeId[], wires: readonly number[]): LightHandlers {
  const lit = useRef<Highlight | null>(null);
  useEffect(() => () => unlight(lit.current), []);
  return useMemo(() => {
    const light = () => {
      lit.current = { nodes: new Set(nodes), wires: new Set(wires) };
      useBackflow.getState().setHighlight(lit.current);
    };
    const leave = () => unlight(lit.current);
    return { onPointerEnter: light, onPointerLeave: leave, onFocus: light, onBlur: leave };
  }, [nodes, wires]);
}

/** Takes a light back, unless another has been lit since. */
function unlight(highlight: Highlight | null): void {
  const state = useBackflow.getState();
  if (highlight && state.highlight === highlight) state.setHighlight(null);
}
