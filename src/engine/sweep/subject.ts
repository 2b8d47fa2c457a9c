import type { BackflowDocument } from "@/graph";
import type { Subject } from "./axis";

/** A document as a sweep sees it. */
export function subjectOf({ graph, numbers }: BackflowDocument): Subject {
  return {
    graph,
    numbers,
    samples: graph.batch,
    rowOf: (node, sample) => {
      const own = numbers.get(node);
      return own?.kind === "leaf" ? (own.rows[sample] ?? own.rows[0] ?? []) : [];
    },
  };
}
