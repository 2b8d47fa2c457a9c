import { useTraining } from "@/store";
import type { RunPicture } from "@/training";
import { withPart } from "./loss-series";

/** Does the run end at this picture, so that there is no next mini-batch but the one that is asked for by hand? */
export function isAtEnd({
  t,
  last,
  newest,
  stop,
  cursor,
}: Pick<RunPicture, "t" | "last" | "newest" | "stop" | "cursor">): boolean {
  const isStopped = stop?.kind === "early" && t === newest;
  return cursor.position === 0 && (t >= last || isStopped);
}

/** The rows of the next mini-batch; none at the end of a run. */
export function nextBatchOf(picture: RunPicture): Uint32Array {
  return picture.queue.subarray(0, isAtEnd(picture) ? 0 : picture.batch);
}

/** By how much each parameter was changed, where `picture` is one iteration after `before`. */
function deltasBetween(before: RunPicture | null, picture: RunPicture): Float64Array | null {
  if (before?.run !== picture.run || picture.t !== before.t + 1) return null;
  return picture.parameters.map((theta, index) => theta - (before.parameters[index] ?? 0));
}

/** Shows the last of these pictures; of those before it, which were not shown, there are losses that it has not. */
export function showPicture(picture: RunPicture, unshown: readonly RunPicture[]): void {
  const session = useTraining.getState();
  const isSame = session.picture?.run === picture.run && session.picture.t === picture.t;
  let { losses, nodes } = session;
  for (const each of [...unshown, picture]) {
    if (each.run !== picture.run) continue;
    losses = withPart(losses, each.first, each.losses);
    nodes = each.nodes ?? nodes;
  }
  const deltas = deltasBetween(session.picture, picture) ?? (isSame ? session.deltas : null);
  useTraining.setState({ picture, deltas, losses, nodes });
}
