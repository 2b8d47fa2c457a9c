import { useMemo, useState } from "react";
import type { NodeId } from "@/graph";
import type { GroupCard } from "@/layout";
import { documentOf, selectedNodes, useBackflow } from "@/store";
import { type FlowEdge, FlowElements, type FlowNode } from "./flow-elements";
import { LabelPlacer } from "./label-placer";
import { useFolding } from "./later-folding";

/** The document as React Flow draws it. */
export interface DrawnElements {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
  /** The cards that stand for folded groups. */
  readonly cards: readonly GroupCard[];
}

const NO_CARDS: readonly GroupCard[] = [];

/**
 * What is drawn of the document that is open: its nodes and wires, with folded groups as cards, and each label and flag
 * where it has room. While nodes are dragged, labels look for no other place.
 */
export function useDrawnElements(isDragging: boolean): DrawnElements {
  const [elements] = useState(() => new FlowElements());
  const [placer] = useState(() => new LabelPlacer());
  const graph = useBackflow((state) => documentOf(state).graph);
  const layout = useBackflow((state) => documentOf(state).layout);
  const groups = useBackflow((state) => documentOf(state).groups);
  const selection: ReadonlySet<NodeId> = useBackflow(selectedNodes);
  const fold = useFolding(groups.length > 0);
  const drawn = useMemo(
    () => elements.drawNodes(graph, layout, selection),
    [elements, graph, layout, selection],
  );
  const wires = useMemo(() => elements.drawWires(graph, layout), [elements, graph, layout]);
  const folded = useMemo(
    () =>
      fold?.(graph, layout, groups, drawn, wires) ?? {
        nodes: drawn,
        edges: wires,
        cards: NO_CARDS,
      },
    [fold, graph, layout, groups, drawn, wires],
  );
  const edges = useMemo(
    () =>
      isDragging
        ? placer.keep(folded.nodes, folded.edges)
        : placer.place(folded.nodes, folded.edges, folded.cards),
    [placer, folded, isDragging],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lifts are those of the labels of these wires.
  const nodes = useMemo(() => placer.withLifts(folded.nodes), [placer, folded, edges]);
  return { nodes, edges, cards: folded.cards };
}
