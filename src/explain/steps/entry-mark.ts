import type { Step } from "@/engine";
import type { Graph } from "@/graph";
import { type PlainSegment, plain } from "./equation";
import { type Entry, entryText } from "./step-entries";

/** Before the numbers of an entry: "unit 2 of 4:". */
export function entryMark(graph: Graph, step: Step, asked: Entry): PlainSegment[] {
  const text = entryText(graph, step, asked);
  return text === "" ? [] : [plain(`\\text{${text.toLowerCase()}: }`)];
}
