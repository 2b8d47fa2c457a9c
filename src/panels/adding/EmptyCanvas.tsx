import { documentOf, useBackflow } from "@/store";
import { laterPart } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";

const FirstSteps = laterPart(async () => (await import("./FirstSteps")).FirstSteps);

/** What stands on a canvas without any node. */
export function EmptyCanvas() {
  const isEmpty = useBackflow((state) => documentOf(state).graph.nodes.length === 0);
  if (!isEmpty) return null;
  return (
    <LaterBoundary what="The start">
      <FirstSteps />
    </LaterBoundary>
  );
}
