import { ViewportPortal } from "@xyflow/react";
import { useEffect, useMemo } from "react";
import { type Position, wireKey } from "@/graph";
import { wireCurve } from "@/layout";
import { documentOf, selectedWire, useBackflow } from "@/store";
import type { FlowEdge, FlowNode } from "../flow/flow-elements";
import { portPosition, portsOf } from "../flow/ports";
import { nameWire } from "../flow/wire-names";
import { drawnWire } from "../wires/drawn-wires";
import styles from "./connection.module.css";
import type { WireEndPosition } from "./connection-line";

/** How far from its ends a wire is taken hold of: canvas units, but at most a part of its length. */
const FROM_END = 30;
const LARGEST_PART = 0.34;

/** Shows which wire is selected, with its two ends to be dragged elsewhere. */
export function SelectedWire(props: { nodes: readonly FlowNode[]; edges: readonly FlowEdge[] }) {
  const { nodes, edges } = props;
  const selected = useBackflow(selectedWire);
  const edge = useMemo(() => {
    const name = selected && wireKey(selected);
    return name === null ? undefined : edges.find(({ id }) => id === name);
  }, [edges, selected]);
  useEffect(() => {
    const element = edge?.data && drawnWire(edge.data.wireIndex)?.path.parentElement;
    if (!element) return;
    element.setAttribute("data-selected", "true");
    return () => element.removeAttribute("data-selected");
  }, [edge]);
  const grips = edge && gripsOf(nodes, edge);
  if (!edge?.data || !grips) return null;
  const { graph } = documentOf(useBackflow.getState());
  const name = `w${nameWire(graph, edge.data.wire).slice(1)}`;
  return (
    <ViewportPortal>
      {(["source", "target"] as const).map((end) => (
        <button
          key={end}
          type="button"
          tabIndex={-1}
          data-wire-end={end}
          className={`${styles.grip} nodrag nopan`}
          aria-label={`${end === "source" ? "Start" : "End"} of the ${name}`}
          title="Drag to another port"
          style={{ transform: `translate(${grips[end].x}px, ${grips[end].y}px)` }}
        />
      ))}
    </ViewportPortal>
  );
}

function gripsOf(
  nodes: readonly FlowNode[],
  edge: FlowEdge,
): { source: Position; target: Position } | null {
  const source = endAt(nodes, edge.source, edge.sourceHandle);
  const target = endAt(nodes, edge.target, edge.targetHandle);
  if (!source || !target) return null;
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute(
    "d",
    wireCurve(source.position, source.side, target.position, target.side).path,
  );
  const length = path.getTotalLength();
  const along = Math.min(FROM_END, length * LARGEST_PART);
  const { x, y } = path.getPointAtLength(along);
  const late = path.getPointAtLength(length - along);
  return { source: { x, y }, target: { x: late.x, y: late.y } };
}

function endAt(
  nodes: readonly FlowNode[],
  id: string,
  handle: string | null | undefined,
): WireEndPosition | null {
  const flowNode = nodes.find((node) => node.id === id);
  const port = flowNode && portsOf(flowNode.data).find(({ name }) => name === handle);
  return flowNode && port ? { position: portPosition(flowNode, port), side: port.end.side } : null;
}
