import { decodeLink, encodeLink, formatFragment } from "@/graph";
import { documentOf, sharedViewOf, useBackflow } from "@/store";

/** A link to what is on the page now, or why there is none. */
export interface SharedLink {
  readonly link: string | null;
  readonly problem: string | null;
  /** The step at which it opens. */
  readonly step: number;
  /** The sample that it shows, from 1; null where there is only one. */
  readonly sample: number | null;
}

/** Makes a link that carries the whole graph, the present step and the chosen sample. */
export async function makeLink(): Promise<SharedLink> {
  const state = useBackflow.getState();
  const present = documentOf(state);
  const { step, sample: chosen } = sharedViewOf(state);
  const sample = present.data.rows > 1 ? chosen + 1 : null;
  let payload: string;
  try {
    payload = await encodeLink(present);
  } catch {
    const problem =
      "This browser cannot pack a graph into a link. Save it as a file and send the file instead.";
    return { link: null, problem, step, sample };
  }
  // What is not short enough, or grows too large where it is unpacked, would not open.
  if (!(await decodeLink(payload)).ok) {
    const problem =
      "This graph is too large for a link. Save it as a file and send the file instead.";
    return { link: null, problem, step, sample };
  }
  const fragment = formatFragment({
    kind: "graph",
    payload,
    step: step > 0 ? step : null,
    // The first one is shown without being asked for.
    sample: sample === 1 ? null : sample,
  });
  return { link: `${location.origin}${location.pathname}${fragment}`, problem: null, step, sample };
}

/** Copies to the clipboard; false where the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
