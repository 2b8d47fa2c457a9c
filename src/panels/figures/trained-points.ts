import { useEffect, useRef, useState } from "react";
import type { BackflowDocument, ConstructibleNetwork } from "@/graph";
import { useBackflow } from "@/store";
import type { TrainedError } from "./trained-errors";

/** How long a slice may take, in milliseconds: half a frame, the other half is for drawing. */
const SLICE = 8;

interface Training {
  readonly points: readonly TrainedError[];
  /** Is it at work? */
  readonly busy: boolean;
}

const NOTHING: Training = { points: [], busy: false };

/**
 * The errors of trained networks for the present curve, and what trains five more. Another curve begins anew; what is under
 * way when the figure goes is given up.
 */
export function useTrainedPoints(network: ConstructibleNetwork | null): {
  readonly trained: Training;
  readonly train: (document: BackflowDocument) => void;
} {
  const [trained, setTrained] = useState(NOTHING);
  const turn = useRef(0);
  const curve = network?.points ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: points of another curve say nothing of this one.
  useEffect(() => {
    setTrained(NOTHING);
    return () => {
      turn.current++;
    };
  }, [curve]);
  const train = (document: BackflowDocument) => {
    if (!network || trained.busy) return;
    const own = ++turn.current;
    const kept = trained.points.filter(({ units }) => units !== network.hidden.width);
    setTrained({ points: kept, busy: true });
    void trainInSlices(document, network, (points, busy) => {
      const isWanted = own === turn.current;
      if (isWanted) setTrained({ points: [...kept, ...points], busy });
      return isWanted;
    });
  };
  return { trained, train };
}

/** Tells of every run that is done; stops where it is told that nobody wants more. */
async function trainInSlices(
  document: BackflowDocument,
  network: ConstructibleNetwork,
  tell: (points: readonly TrainedError[], busy: boolean) => boolean,
): Promise<void> {
  const part = await import("./trained-errors").catch(() => null);
  if (!part) {
    if (!tell([], false)) return;
    const text = "The part that trains could not be loaded. Try again when you are online.";
    useBackflow.getState().notify({ tone: "error", text });
    return;
  }
  const points: TrainedError[] = [];
  let end = performance.now() + SLICE;
  for (const point of part.trainedErrors(document, network)) {
    if (point) points.push(point);
    if (!point && performance.now() < end) continue;
    if (!tell([...points], true)) return;
    await new Promise((done) => setTimeout(done));
    end = performance.now() + SLICE;
  }
  tell(points, false);
}
