import { decodeLink, encodeLink, formatFragment } from "@/graph";
import type { Sharing } from "@/panels";
import { documentOf, sharedViewOf, useBackflow } from "@/store";

type Shared = Exclude<Sharing, { kind: "making" }>;

/**
 * Makes a link that carries the whole graph, the present step and the chosen sample, and puts it on the clipboard where
 * the browser lets us.
 */
export async function shareLink(): Promise<Shared> {
  try {
    return await makeLink();
  } catch (fault) {
    // Nothing that is known of can go wrong here, so the console has to hear of it; and nobody may wait for a link in vain.
    reportError(fault);
    return refused("No link could be made of this graph, because of an error in this page.");
  }
}

async function makeLink(): Promise<Shared> {
  const state = useBackflow.getState();
  const present = documentOf(state);
  const { step, sample: chosen } = sharedViewOf(state);
  const sample = present.data.rows > 1 ? chosen + 1 : null;
  const payload = await encodeLink(present);
  // What is not short enough, or grows too large where it is unpacked, would not open.
  if (!(await decodeLink(payload)).ok) return refused("This graph is too large for a link.");
  const fragment = formatFragment({
    kind: "graph",
    payload,
    step: step > 0 ? step : null,
    // The first one is shown without being asked for.
    sample: sample === 1 ? null : sample,
  });
  const link = `${location.origin}${location.pathname}${fragment}`;
  return { kind: "made", link, step, sample, copied: await copyText(link) };
}

function refused(reason: string): Shared {
  return { kind: "refused", sentence: `${reason} Save it as a file and send the file instead.` };
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
