import type { Evaluated } from "../statistics";
import type { Subject } from "./axis";

/** A document as a sweep sees it: numbers of inputs and targets come from the table, NaN for a row that it has not. */
export function subjectOf({ graph, numbers, data }: Evaluated): Subject {
  return {
    graph,
    numbers,
    samples: data.rows - data.validation,
    validation: data.validation,
    rowOf: (node, sample) => {
      const columns = data.columns.get(node);
      if (columns) return columns.map((column) => column[sample] ?? Number.NaN);
      const own = numbers.get(node);
      return own?.kind === "leaf" ? own.values : [];
    },
  };
}
