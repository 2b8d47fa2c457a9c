import { memo } from "react";
import { type Graph, type Wire, wireKey } from "@/graph";
import { useBackflow } from "@/store";
import { nameWire } from "../flow/wire-names";
import { drawnWire } from "./drawn-wires";
import { lightWire } from "./wire-elements";

/** The wires for the keyboard: after the nodes, each a stop that lights its wire and selects it. */
export const WireList = memo(function WireList({ graph }: { graph: Graph }) {
  if (graph.wires.length === 0) return null;
  return (
    <ul className="visually-hidden" aria-label="Wires" style={{ top: 0, left: 0 }}>
      {graph.wires.map((wire) => (
        <li key={wireKey(wire)}>
          <WireStop graph={graph} wire={wire} />
        </li>
      ))}
    </ul>
  );
});

function WireStop({ graph, wire }: { graph: Graph; wire: Wire }) {
  return (
    <button
      type="button"
      data-wire-stop={wireKey(wire)}
      onFocus={() => {
        lightWire(wire);
        markFocus(graph, wire, true);
      }}
      onBlur={() => {
        lightWire(null);
        markFocus(graph, wire, false);
      }}
      onClick={() => useBackflow.getState().selectWire(wire)}
    >
      {nameWire(graph, wire)}
    </button>
  );
}

/** The stop itself is not seen: the drawn wire shows that it has the focus. */
function markFocus(graph: Graph, wire: Wire, hasFocus: boolean): void {
  const drawn = drawnWire(graph.wires.indexOf(wire));
  drawn?.path.closest("[data-edge]")?.toggleAttribute("data-focused", hasFocus);
}
