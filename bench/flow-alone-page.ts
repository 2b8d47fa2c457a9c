// The graph of large.html as React Flow draws it without Backflow: a box with a name for each node, a curve for each
// wire, and no number.
import {
  type Edge,
  type Node,
  Position,
  ReactFlow,
  useEdgesState,
  useNodesState,
} from "@xyflow/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "@xyflow/react/dist/style.css";
import { sizeOf } from "@/layout";
import { layeredNetwork } from "./layered-network";

const { graph, layout } = layeredNetwork(Number(new URLSearchParams(location.search).get("nodes")));
const nodes = graph.nodes.map((node): Node => {
  const { width, height } = sizeOf(node);
  return {
    id: node.id,
    position: layout.get(node.id) ?? { x: 0, y: 0 },
    data: { label: node.symbol },
    style: { width, height },
    sourcePosition: Position.Right,
    targetPosition: Position.Left,
  };
});
const edges = graph.wires.map(
  ({ source, target, port }): Edge => ({ id: `${source}->${target}:${port}`, source, target }),
);

function FlowAlone() {
  const [shownNodes, , onNodesChange] = useNodesState(nodes);
  const [shownEdges] = useEdgesState(edges);
  const flow = createElement(ReactFlow, {
    nodes: shownNodes,
    edges: shownEdges,
    onNodesChange,
    onlyRenderVisibleElements: true,
    minZoom: 0.05,
    fitView: true,
  });
  return createElement("div", { style: { position: "fixed", inset: 0 } }, flow);
}

const root = document.getElementById("root");
if (root) createRoot(root).render(createElement(FlowAlone));
