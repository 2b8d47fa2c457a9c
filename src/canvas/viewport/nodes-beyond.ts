import { useStore as useFlowStore } from "@xyflow/react";
import { useEffect } from "react";
import { useBackflow } from "@/store";

/** Less than so much of a node beyond the edge of the canvas is not seen to be missing; pixels. */
const ROUNDING = 2;

/** Counts in the store how many nodes are not whole in view, so that a part of a graph is not taken for the whole. */
export function useNodesBeyond(): void {
  const count = useFlowStore(({ nodes, transform: [x, y, zoom], width, height }) =>
    width === 0
      ? 0
      : nodes.filter((node) => {
          if (node.hidden) return false;
          const left = node.position.x * zoom + x;
          const top = node.position.y * zoom + y;
          const right = left + (node.width ?? 0) * zoom;
          const bottom = top + (node.height ?? 0) * zoom;
          return (
            left < -ROUNDING ||
            top < -ROUNDING ||
            right > width + ROUNDING ||
            bottom > height + ROUNDING
          );
        }).length,
  );
  useEffect(() => {
    useBackflow.getState().setNodesBeyond(count);
  }, [count]);
}
