import type { BackflowDocument } from "@/graph";
import type { TrainingSettings } from "@/optimizers";
import { type GhostRun, useTraining } from "@/store";
import { frozen } from "./loss-series";
import { documentDifference } from "./setting-words";

/** What a run was made from. Where the document has something else, its numbers are no longer those of the run. */
export interface RunBase {
  readonly graph: BackflowDocument["graph"];
  readonly data: BackflowDocument["data"];
  readonly training: TrainingSettings;
  readonly pauses: BackflowDocument["pauses"];
  /** The numbers that were put into the document last. */
  readonly numbers: BackflowDocument["numbers"];
}

/** What of a document a run follows from. */
export function baseOf({ graph, data, training, pauses, numbers }: BackflowDocument): RunBase {
  return { graph, data, training, pauses, numbers };
}

/** The present run stays, pale, beside the one that is to come; false where there is nothing of it to be seen. */
export function keepBeside(run: number, base: RunBase | null, present: BackflowDocument): boolean {
  const { picture, losses, nodes } = useTraining.getState();
  if (!base || !picture || !losses || losses.count === 0) return false;
  const ghost: GhostRun = {
    run,
    label: "the run before",
    losses: frozen(losses),
    nodes,
    picture: { ...picture, running: false },
    document: { ...present, ...base },
  };
  useTraining.setState({ ghost });
  return true;
}

/** Names the run beside by what is different in it from `document`. */
export function labelBeside(document: BackflowDocument): void {
  const { ghost } = useTraining.getState();
  if (!ghost) return;
  const label = documentDifference(ghost.document, document) ?? "from other numbers";
  useTraining.setState({ ghost: { ...ghost, label } });
}

/** The document as `present`, with the graph, rows, settings, numbers and places of the run beside. */
export function withRunBeside(present: BackflowDocument, { document }: GhostRun): BackflowDocument {
  return { ...present, ...baseOf(document), layout: document.layout, made: null };
}
