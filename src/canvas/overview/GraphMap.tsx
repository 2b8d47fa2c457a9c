import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useCallback, useEffect, useRef } from "react";
import type { Graph, Position } from "@/graph";
import { type Bounds, boundsOf, groupCards, type Size, sizeOf } from "@/layout";
import { documentOf, selectedNodes, traceOfState, useBackflow } from "@/store";
import { declareCover, FrameTask, themeValue, watchTheme } from "@/ui";
import styles from "./minimap.module.css";

/** In pixels; the longer side of the graph decides how much of it is used. */
const WIDTH = 190;
const HEIGHT = 120;
const MARGIN = 6;
/** However small the scale, a node is seen. */
const SMALLEST_NODE = 2;

/** How the graph lies on the map. */
interface Scale {
  readonly factor: number;
  /** Of the canvas's origin, in pixels of the map. */
  readonly x: number;
  readonly y: number;
}

/** Where in a large graph the view is; pressing or dragging on it moves the view. Keys move the view elsewhere. */
export function GraphMap() {
  const flow = useReactFlow();
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const scale = useRef<Scale>({ factor: 1, x: 0, y: 0 });

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    element.width = WIDTH * devicePixelRatio;
    element.height = HEIGHT * devicePixelRatio;
    const draw = (): void => {
      const state = useBackflow.getState();
      const { graph, layout } = documentOf(state);
      scale.current = scaleFor(boundsOf(graph, layout));
      drawNodes(context, graph, scale.current);
      drawView();
    };
    const drawView = (): void => {
      const { width, height, transform } = store.getState();
      const [x, y, zoom] = transform;
      const { factor } = scale.current;
      const style = view.current?.style;
      if (!style) return;
      style.width = `${(width / zoom) * factor}px`;
      style.height = `${(height / zoom) * factor}px`;
      style.transform = `translate(${scale.current.x - (x / zoom) * factor}px, ${scale.current.y - (y / zoom) * factor}px)`;
    };
    const drawing = new FrameTask("paint", draw);
    const ask = (): void => drawing.ask();
    const stops = [
      watchTheme(ask),
      useBackflow.subscribe((state, previous) => {
        const { graph, layout, groups } = documentOf(state);
        const before = documentOf(previous);
        const moved =
          graph !== before.graph || layout !== before.layout || groups !== before.groups;
        if (
          moved ||
          state.selection !== previous.selection ||
          state.playhead !== previous.playhead
        ) {
          ask();
        }
      }),
      store.subscribe((state, previous) => {
        const same =
          state.transform === previous.transform &&
          state.width === previous.width &&
          state.height === previous.height;
        if (!same) drawView();
      }),
    ];
    draw();
    return () => {
      drawing.cancel();
      for (const stop of stops) stop();
    };
  }, [store]);

  const look = useCallback(
    (event: PointerEvent<HTMLElement>) => {
      const box = event.currentTarget.getBoundingClientRect();
      const { factor, x, y } = scale.current;
      const { width, height } = store.getState();
      const { zoom } = flow.getViewport();
      const middle = {
        x: (event.clientX - box.left - x) / factor,
        y: (event.clientY - box.top - y) / factor,
      };
      useBackflow.getState().setCameraFollows(false);
      void flow.setViewport({
        x: width / 2 - middle.x * zoom,
        y: height / 2 - middle.y * zoom,
        zoom,
      });
    },
    [flow, store],
  );

  return (
    <div
      ref={declareCover}
      className={styles.minimap}
      role="img"
      aria-label="Map of the graph"
      data-map=""
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        look(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) look(event);
      }}
    >
      <canvas ref={canvas} style={{ width: WIDTH, height: HEIGHT }} />
      <div ref={view} className={styles.view} />
    </div>
  );
}

function scaleFor(bounds: Bounds | null): Scale {
  if (!bounds) return { factor: 1, x: 0, y: 0 };
  const { left, top, right, bottom } = bounds;
  const factor = Math.min(
    (WIDTH - 2 * MARGIN) / (right - left),
    (HEIGHT - 2 * MARGIN) / (bottom - top),
  );
  return {
    factor,
    x: WIDTH / 2 - ((left + right) / 2) * factor,
    y: HEIGHT / 2 - ((top + bottom) / 2) * factor,
  };
}

function drawNodes(context: CanvasRenderingContext2D, graph: Graph, { factor, x, y }: Scale): void {
  const state = useBackflow.getState();
  const { layout, groups } = documentOf(state);
  const cards = groupCards(graph, layout, groups);
  const folded = new Set(cards.flatMap(({ nodes }) => [...nodes]));
  const step = traceOfState(state).steps[state.playhead - 1];
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, WIDTH, HEIGHT);
  const plain = new Path2D();
  const marked = new Path2D();
  const mark = (position: Position, size: Size, isMarked: boolean): void => {
    (isMarked ? marked : plain).rect(
      x + position.x * factor,
      y + position.y * factor,
      Math.max(SMALLEST_NODE, size.width * factor),
      Math.max(SMALLEST_NODE, size.height * factor),
    );
  };
  const selected = selectedNodes(state);
  graph.nodes.forEach((node, index) => {
    if (folded.has(node.id)) return;
    const position = layout.get(node.id) ?? { x: 0, y: 0 };
    mark(position, sizeOf(node), selected.has(node.id) || step?.nodeIndex === index);
  });
  // A folded group is one thing on the map too.
  for (const { nodes, position, size } of cards) {
    const isActive = step?.node != null && nodes.has(step.node);
    mark(position, size, isActive || [...nodes].every((id) => selected.has(id)));
  }
  context.fillStyle = themeValue("--line-strong");
  context.fill(plain);
  context.fillStyle = themeValue("--ink");
  context.fill(marked);
}
