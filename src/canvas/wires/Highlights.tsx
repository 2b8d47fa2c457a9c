import { useEffect } from "react";
import { useBackflow } from "@/store";
import { drawnWire } from "./drawn-wires";

/**
 * Lights the nodes and wires that a factor or a finding points at. One place writes the attribute: a subscription of
 * every node and wire would be asked at each change of a number.
 */
export function Highlights() {
  const highlight = useBackflow((state) => state.highlight);
  useEffect(() => {
    if (!highlight) return;
    const nodes = Array.from(highlight.nodes, (id) =>
      document.querySelector(`[data-node="${CSS.escape(id)}"]`),
    );
    const wires = Array.from(highlight.wires, (wire) => drawnWire(wire)?.path.parentElement);
    const lit = [...nodes, ...wires];
    for (const element of lit) element?.setAttribute("data-lit", "true");
    return () => {
      for (const element of lit) element?.removeAttribute("data-lit");
    };
  }, [highlight]);
  return null;
}
