import { useStore as useFlowStore, useReactFlow, useStoreApi } from "@xyflow/react";
import { useContext, useEffect, useRef } from "react";
import { type Graph, type NodeId, topologyOf } from "@/graph";
import { LABEL, MOST_GROWTH } from "@/layout";
import { chosenNode, documentOf, frameOf, selectedNodes, useBackflow } from "@/store";
import { coversOver, prefersReducedMotion, useCoverTurn } from "@/ui";
import type { FlowEdge, FlowNode } from "../flow/flow-elements";
import { heightOf } from "../flow/label-placer";
import { hasMap } from "../flow/level-of-detail";
import { PaintLoopContext } from "../painting/painter";
import { nodesOfStep, nodesSubject, type StandingLabel } from "./camera-subject";
import { type Aim, viewOfAim, viewOfNodes } from "./camera-view";
import { isClear, type Room, type View } from "./free-space";
import { useNodesBeyond } from "./nodes-beyond";
import { useShownNodes } from "./shown-nodes";

/** Time that the camera takes, in milliseconds. */
const GLIDE = 320;
/** Views that differ by less, in pixels, are the same. */
const ROUNDING = 0.5;
/** What the bars of a phone's browser take, in pixels: they come and go, and a view that is seen whole is let be. */
const BROWSER_BARS = 90;

interface Left {
  readonly view: View;
  readonly width: number;
  readonly height: number;
}

function isSame(one: View, other: View): boolean {
  return (
    Math.abs(one.x - other.x) < ROUNDING &&
    Math.abs(one.y - other.y) < ROUNDING &&
    Math.abs(one.zoom - other.zoom) < 1e-4
  );
}

/**
 * Shows what is spoken of: the whole graph, the step of a run, the node of the details, the finding that was chosen. A
 * view that was moved by hand stays, but for what a panel speaks of, and comes back when the panel is closed.
 */
export function Camera() {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi();
  const width = useFlowStore((state) => state.width);
  const height = useFlowStore((state) => state.height);
  const zoom = useFlowStore((state) => state.transform[2]);
  const covers = useCoverTurn();
  const fitRequests = useBackflow((state) => state.fitRequests);
  const playhead = useBackflow((state) => state.playhead);
  const follows = useBackflow((state) => state.cameraFollows);
  const told = useToldNodes();
  useNodesBeyond();
  const paintLoop = useContext(PaintLoopContext);
  useEffect(() => {
    paintLoop?.noteZoom(zoom);
  }, [paintLoop, zoom]);
  /** What the camera saw to last. */
  const seen = useRef({
    width: 0,
    height: 0,
    covers,
    fitRequests,
    playhead,
    told,
    aim: null as Aim | null,
  });
  /** Where the camera has moved the view to last. */
  const placed = useRef<View | null>(null);
  /** The view by hand that a panel has moved away from: it comes back. */
  const kept = useRef<View | null>(null);
  /** The view of its own that the camera has left for what a panel speaks of, and the canvas that it was for. */
  const left = useRef<Left | null>(null);

  useEffect(() => {
    if (width === 0 || height === 0) return;
    const { domNode, minZoom } = store.getState();
    const room: Room = { width, height, covers: domNode ? coversOver(domNode) : [] };
    const state = useBackflow.getState();
    const frame = {
      ...frameOf(state),
      flagLifts: liftsOf(flow.getNodes()),
      labelGrowth: labelGrowthOf(documentOf(state).graph, flow.getEdges()),
      labels: labelsOf(flow.getEdges()),
    };
    const before = seen.current;
    const first = before.width === 0;
    const asked = !first && before.fitRequests !== fitRequests;
    const moved = before.playhead !== playhead;
    const tells = before.told !== told;
    const present = flow.getViewport();
    const go = (view: View | null, still = first || prefersReducedMotion()): void => {
      if (!view) return;
      placed.current = view;
      // What was asked for also ends a glide that has begun and is not drawn yet: the view alone does not show it.
      if (asked || !isSame(view, flow.getViewport())) {
        void flow.setViewport(view, { duration: still ? 0 : GLIDE });
      }
    };
    /** Were nodes seen whole in the room that there was, where the camera has put it? */
    const isSeen = (nodes: readonly NodeId[]): boolean => {
      const subject = nodesSubject(frame, nodes);
      const roomBefore = { width: before.width, height: before.height, covers: [] };
      return subject !== null && isClear(subject, placed.current ?? present, roomBefore);
    };
    const aim = aimOf(asked, moved || tells ? null : before.aim, told, isSeen);
    seen.current = { width, height, covers, fitRequests, playhead, told, aim };
    if (first && state.viewport) {
      void flow.setViewport(state.viewport);
      return;
    }
    if (asked) kept.current = null;
    const isOwn = placed.current !== null && isSame(placed.current, present);
    if (asked || moved || !isOwn) left.current = null;
    else if (told && !before.told) {
      left.current = { view: present, width: before.width, height: before.height };
    }
    const back = told ? null : left.current;
    if (follows && back) {
      // What was spoken of is done, and the canvas gets back the room that the panel had.
      if (width === back.width && height === back.height) left.current = null;
      go(back.view);
      return;
    }
    if (follows || asked || (isOwn && aim.kind === "whole")) {
      const resized =
        width !== before.width ||
        Math.abs(height - before.height) > BROWSER_BARS ||
        covers !== before.covers;
      go(viewOfAim(aim, frame, room, minZoom, resized ? null : present));
      return;
    }
    // Moved by hand: the middle stays the middle.
    const middle = {
      ...present,
      x: present.x + (width - before.width) / 2,
      y: present.y + (height - before.height) / 2,
    };
    if (told && (tells || !isSame(middle, present))) {
      if (tells) kept.current ??= middle;
      go(viewOfNodes(told, frame, room, middle) ?? middle);
    } else if (!told && before.told && kept.current) {
      go(isOwn ? kept.current : middle);
      kept.current = null;
    } else if (isOwn) go(middle, true);
    // What was moved by hand does not become the camera's own view: that would be left again for what was asked for last.
    else if (!isSame(middle, present)) void flow.setViewport(middle);
  }, [flow, store, width, height, covers, fitRequests, playhead, follows, told]);

  return null;
}

/** How much higher than usual flags stand. */
function liftsOf(nodes: readonly FlowNode[]): ReadonlyMap<NodeId, number> {
  const lifts = new Map<NodeId, number>();
  for (const { id, data } of nodes) if (data.flagLift) lifts.set(id, data.flagLift.usual);
  return lifts;
}

/** How much wider than usual the labels of all wires may be. */
function labelGrowthOf(graph: Graph, edges: readonly FlowEdge[]): number {
  if (hasMap(graph)) return 1;
  const widths = edges.map(({ data }) => data?.place?.room.width ?? LABEL.width);
  return Math.min(MOST_GROWTH, ...widths.map((width) => width / LABEL.width));
}

/** Labels that have a place. */
function labelsOf(edges: readonly FlowEdge[]): readonly StandingLabel[] {
  return edges.flatMap(({ data }): StandingLabel[] => {
    if (!data?.place) return [];
    const { graph, wire, place } = data;
    const { widths, indexOf } = topologyOf(graph);
    const ofSeveral = [wire.source, wire.target].some(
      (node) => (widths[indexOf.get(node) ?? -1] ?? 1) > 1,
    );
    const room = hasMap(graph) ? { ...place.room, growth: 1 } : place.room;
    return [{ place, height: heightOf(graph, wire), room, ofSeveral }];
  });
}

/** What a panel speaks of; null where none does. The same object while it is the same. */
function useToldNodes(): readonly NodeId[] | null {
  const panel = useBackflow((state) => state.panel);
  const chosen = useBackflow((state) => (state.panel === "node" ? chosenNode(state) : null));
  const shown = useShownNodes();
  const told = useRef<readonly NodeId[] | null>(null);
  const nodes = panel === "health" ? shown : chosen === null ? null : [chosen];
  if (nodes?.join() !== told.current?.join()) told.current = nodes;
  return told.current;
}

/** What is to be shown. `last`: what was to be shown before, if nothing else is spoken of since. */
function aimOf(
  asked: boolean,
  last: Aim | null,
  told: readonly NodeId[] | null,
  isSeen: (nodes: readonly NodeId[]) => boolean,
): Aim {
  if (asked) return { kind: "whole" };
  if (last?.kind === "whole") return last;
  if (told) return { kind: "nodes", nodes: told };
  const state = useBackflow.getState();
  const frame = frameOf(state);
  const rests = frame.playhead === 0 || frame.playhead === frame.trace.steps.length;
  const step = nodesOfStep(frame);
  if (step.length > 0) return { kind: rests ? "rest" : "nodes", nodes: step };
  // Before a run: whoever builds looks at what is selected, such as what was added last, as long as that is in view.
  const selected = [...selectedNodes(state)];
  return { kind: rests ? "rest" : "nodes", nodes: isSeen(selected) ? selected : [] };
}
