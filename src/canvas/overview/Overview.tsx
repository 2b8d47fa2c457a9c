import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { GroupCard } from "@/layout";
import { frameOf, useBackflow } from "@/store";
import { FrameTask, watchTheme } from "@/ui";
import type { FlowNode } from "../flow/flow-elements";
import styles from "./overview.module.css";
import { OverviewPainter, type OverviewScene } from "./overview-paint";

/** A large graph from afar, below the places where React Flow lets its nodes be taken hold of. */
export function Overview({
  nodes,
  cards,
}: {
  readonly nodes: readonly FlowNode[];
  readonly cards: readonly GroupCard[];
}) {
  const flow = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef({ nodes, cards });
  const redraw = useRef<() => void>(null);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const painter = new OverviewPainter();
    let drawn: OverviewScene | null = null;
    const draw = (): void => {
      const { width, height, transform } = flow.getState();
      if (width === 0 || height === 0) return;
      const ratio = devicePixelRatio;
      if (element.width !== Math.round(width * ratio)) element.width = Math.round(width * ratio);
      if (element.height !== Math.round(height * ratio)) {
        element.height = Math.round(height * ratio);
      }
      const state = useBackflow.getState();
      drawn = { frame: frameOf(state), ...shown.current, highlight: state.highlight };
      painter.show(drawn);
      const [x, y, zoom] = transform;
      painter.draw(context, { x, y, zoom }, { width, height });
    };
    // However much changes before the next frame, it is drawn once.
    const drawing = new FrameTask("paint", draw);
    const ask = (): void => drawing.ask();
    redraw.current = ask;
    const stops = [
      watchTheme(ask),
      useBackflow.subscribe((state) => {
        if (frameOf(state) !== drawn?.frame || state.highlight !== drawn.highlight) ask();
      }),
      flow.subscribe((state, previous) => {
        const same =
          state.transform === previous.transform &&
          state.width === previous.width &&
          state.height === previous.height;
        if (!same) ask();
      }),
    ];
    draw();
    return () => {
      redraw.current = null;
      drawing.cancel();
      for (const stop of stops) stop();
    };
  }, [flow]);

  useEffect(() => {
    shown.current = { nodes, cards };
    redraw.current?.();
  }, [nodes, cards]);

  return (
    <div className={styles.overview} aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
}
