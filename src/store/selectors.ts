import { planOf, type Trace, traceOf } from "@/engine";
import type { BackflowDocument } from "@/graph";
import type { BackflowState, Origin } from "./state";

/** The preset whose story a document has; null where it has none. */
export function presetOf(origin: Origin): string | null {
  if (origin.kind === "preset") return origin.slug;
  return origin.kind === "record" ? origin.preset : null;
}

/** The document that a state shows. */
export function documentOf(state: BackflowState): BackflowDocument {
  return state.history.present;
}

/** Does Training stand beside the graph? Then Run and the keys of the run are its own, as soon as `trainer` is there. */
export function hasTraining({ pane }: BackflowState): boolean {
  return pane === "training";
}

/** The trace of the document that a state shows. */
export function traceOfState(state: BackflowState): Trace {
  return traceOfDocument(documentOf(state));
}

/** The trace of a document; the same one while its graph is the same. */
export function traceOfDocument(document: BackflowDocument): Trace {
  return traceOf(planOf(document.graph));
}
