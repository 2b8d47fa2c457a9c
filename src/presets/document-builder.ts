import {
  type BackflowDocument,
  bareDocumentOf,
  DEFAULT_PICTURES,
  type Figure,
  initialParts,
  type NodeDescription,
  type NodeId,
  type NodePictures,
  type Pitch,
} from "@/graph";

export { leaf, linear, type NodeDescription, operation, type Place } from "@/graph";

/** The document of nodes in document order, with what stands beside the graph. */
export function documentOf(
  title: string,
  descriptions: readonly NodeDescription[],
  more: {
    readonly pitch?: Pitch;
    readonly output?: NodeId;
    readonly figures?: readonly Figure[];
    readonly pictures?: NodePictures;
  } = {},
): BackflowDocument {
  const { pitch, output, figures = [], pictures = DEFAULT_PICTURES } = more;
  const bare = bareDocumentOf(title, descriptions, pitch, output);
  return { ...bare, ...initialParts, figures, pictures };
}
