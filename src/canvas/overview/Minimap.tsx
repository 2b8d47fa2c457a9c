import { documentOf, useBackflow } from "@/store";
import { laterPart } from "@/ui";
import { CanvasPart } from "../flow/CanvasPart";
import { hasMap } from "../flow/level-of-detail";

const GraphMap = laterPart(async () => (await import("./GraphMap")).GraphMap);

/** The map of a graph that has one. */
export function Minimap() {
  const shown = useBackflow((state) => hasMap(documentOf(state).graph));
  if (!shown) return null;
  return (
    <CanvasPart what="The map">
      <GraphMap />
    </CanvasPart>
  );
}
