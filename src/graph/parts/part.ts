import type { BackflowDocument, Graph } from "../document";
import type { Json } from "../json";
import type { DocumentProblem } from "../problems";

/**
 * What a part of a document says about itself: how it is written, read and checked. Readers get what anybody may have
 * written. They copy what they know field by field (`readObject` and its neighbours) and refuse the rest: nothing is
 * dropped in silence.
 */
export interface DocumentPart<Value> {
  /**
   * The version of the format that first holds it. A link, file or record that uses the part says at least this version,
   * so that an older page tells that it is too old, instead of losing the part.
   */
  readonly since: number;
  /** Its name in the `rest` of a link; one that no other part and no column of `compact.ts` has. */
  readonly linkName: string;
  /** What a document holds that does not use it: nothing of it is written then. */
  readonly initial: Value;
  isUsed(value: Value): boolean;
  /** In a file, under the name that the part has in the document: readable, nodes by their ids. */
  readonly file: {
    write(value: Value): Json;
    read(json: unknown, path: string): Value;
  };
  /** In a link: short, nodes by their index in the graph. */
  readonly link: {
    write(value: Value, graph: Graph): Json;
    read(json: unknown, path: string, graph: Graph): Value;
  };
  /** What is wrong with it in its document, whose graph, numbers and layout are sound; null if nothing is. */
  check(value: Value, document: BackflowDocument): DocumentProblem | null;
  /** What is left of it after an edit of the structure: what speaks of nodes that are gone goes. Else it stays. */
  follow?(value: Value, document: BackflowDocument): Value;
}
