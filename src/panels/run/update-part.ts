import { useMemo } from "react";
import { documentOf, hasTraining, traceOfState, useBackflow, useTraining } from "@/store";
import { type Track, tracksOf, updateTrack } from "./tracks";

/** The inside of an iteration behind the run of the graph, while a training has the keys. */
export interface UpdatePart {
  /** Null where there is none. */
  readonly track: Track | null;
  /** Steps of the track that are done. */
  readonly done: number;
  /** Shows the update as far as a place of the scrubber, which is one of the track; leaves it for a place before it. */
  seek(place: number): void;
}

/** The update as a part of the scrubber, in as many steps as it has lines at most. */
export function useUpdatePart(): UpdatePart {
  const trains = useBackflow(hasTraining);
  const trace = useBackflow(traceOfState);
  const training = useBackflow((state) => documentOf(state).training);
  const shown = useTraining(({ updateStep }) => updateStep ?? 0);
  const lines = useTraining(({ update }) => update?.lines.length ?? null);
  const track = useMemo(
    () => (trains ? updateTrack(tracksOf(trace), training) : null),
    [trains, trace, training],
  );
  const most = track ? track.end - track.start : 0;
  // It always takes the same room, also where clipping has nothing to do.
  const share = lines === null || lines === 0 ? 1 : most / lines;
  return {
    track,
    done: Math.min(most, Math.round(shown * share)),
    seek(place) {
      if (track && place > track.start) {
        useBackflow.getState().trainer?.showUpdate(Math.ceil((place - track.start) / share));
      } else if (shown > 0) {
        useTraining.setState({ updateStep: null, inside: true });
      }
    },
  };
}
