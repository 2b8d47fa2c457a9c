import type { KeyboardEvent } from "react";
import { topologyOf } from "@/graph";
import { canvasView, documentOf, useBackflow } from "@/store";
import { isLarge } from "../flow/level-of-detail";

const NODE = ".react-flow__node";
/** What Tab stops at inside a node. */
const STOP = "input:not(:disabled), button:not(:disabled):not([tabindex='-1'])";

/** What Tab stops at in a drawn node: the node itself, then what is inside. */
export function stopsOf(node: HTMLElement): readonly HTMLElement[] {
  return [node, ...node.querySelectorAll<HTMLElement>(STOP)];
}

/**
 * Tab in a large graph, of which only what is in view is on the page: from a node it goes on to the next one of the
 * document, wherever that lies, and Shift+Tab to the one before. From the last and the first it leaves the nodes, as ever.
 */
export function walkNodes(event: KeyboardEvent): void {
  const { shiftKey, ctrlKey, altKey, metaKey, defaultPrevented } = event;
  if (defaultPrevented || ctrlKey || altKey || metaKey) return;
  const { graph } = documentOf(useBackflow.getState());
  if (!isLarge(graph)) return;
  const target = event.target as Element;
  const drawn = target.closest<HTMLElement>(NODE);
  const own = drawn?.getAttribute("data-id") ?? null;
  const focused = canvasView.get().focusedNode();
  // Pressed again before the node that it went to is drawn, Tab goes on from that one.
  const isOnItsWay = focused !== null && focused !== own;
  const from = isOnItsWay ? focused : own;
  const index = topologyOf(graph).indexOf.get(from ?? "");
  if (index === undefined) return;
  if (!isOnItsWay && drawn && target !== stopsOf(drawn).at(shiftKey ? 0 : -1)) return;
  const next = graph.nodes[index + (shiftKey ? -1 : 1)];
  if (!next) return;
  const beside = shiftKey ? drawn?.previousElementSibling : drawn?.nextElementSibling;
  // The page's own order leads there.
  if (!isOnItsWay && beside?.getAttribute("data-id") === next.id) return;
  event.preventDefault();
  canvasView.get().focus(next.id, shiftKey ? "last" : "first");
}
