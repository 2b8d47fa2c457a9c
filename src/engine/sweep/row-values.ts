import { type Read, topologyOf } from "@/graph";
import type { Subject } from "./axis";
import { termsOfRead, termValue } from "./reads";
import { sampleForward } from "./sampler";
import { nodesOfRead, scopeOf } from "./scope";

/** What is read at some rows of the data, as they are; NaN where it cannot be read. */
export function valuesAtRows(
  subject: Subject,
  read: Read,
  rows: readonly number[],
): readonly number[] {
  const terms = termsOfRead(subject, read, null);
  if (!terms || nodesOfRead(subject.graph, read).length === 0) return rows.map(() => Number.NaN);
  const scope = scopeOf(subject.graph, [], [read]);
  const samples = sampleForward(subject, scope, [], rows);
  const { widths } = topologyOf(subject.graph);
  return rows.map((_, index) =>
    terms.reduce(
      (sum, term) => sum + term.factor * termValue(samples, scope, widths, term, 0, index),
      0,
    ),
  );
}
