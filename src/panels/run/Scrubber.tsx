import { type CSSProperties, useMemo } from "react";
import { documentOf, traceOfState, useBackflow } from "@/store";
import styles from "./scrubber.module.css";
import { playheadText, stopAt, type Track, tracksOf } from "./tracks";
import { useUpdatePart } from "./update-part";

/** The whole run as one slider, drawn as the lecture's three parts, and as four where the parameters are trained. */
export function Scrubber() {
  const trace = useBackflow(traceOfState);
  const graph = useBackflow((state) => documentOf(state).graph);
  const playhead = useBackflow((state) => state.playhead);
  const showOptional = useBackflow((state) => state.showOptional);
  const seek = useBackflow((state) => state.seek);
  const tracks = useMemo(() => tracksOf(trace), [trace]);
  const update = useUpdatePart();
  const steps = trace.steps.length;
  const last = update.track?.end ?? steps;
  const place = update.done > 0 ? steps + update.done : playhead;
  return (
    <div className={styles.scrubber} style={share("--at", last === 0 ? 0 : place / last)}>
      <div className={styles.tracks} aria-hidden="true">
        {[...tracks, ...(update.track ? [update.track] : [])].map((track) => (
          <TrackLine key={track.part} track={track} last={last} place={place} />
        ))}
        <span className={styles.playhead} />
      </div>
      <input
        className={styles.range}
        type="range"
        aria-label="Step of the run"
        aria-valuetext={
          update.done > 0
            ? `step ${update.done} of the update`
            : playheadText(graph, trace, playhead)
        }
        min={0}
        max={last}
        step={1}
        value={place}
        disabled={steps === 0}
        onChange={(event) => {
          const wanted = event.currentTarget.valueAsNumber;
          update.seek(wanted);
          seek(stopAt(trace, Math.min(wanted, steps), playhead, showOptional));
        }}
        // The keys belong to the page again once the pointer has done its work.
        onPointerUp={(event) => event.currentTarget.blur()}
      />
    </div>
  );
}

function TrackLine({ track, last, place }: { track: Track; last: number; place: number }) {
  const length = track.end - track.start;
  const filled = Math.max(0, Math.min(1, (place - track.start) / length));
  return (
    <span
      className={styles.track}
      data-reached={filled > 0}
      style={{
        ...share("--start", track.start / last),
        ...share("--length", length / last),
        ...share("--filled", filled),
      }}
    >
      <span className={styles.line} />
      <span className={styles.name} title={track.name}>
        {track.name}
      </span>
    </span>
  );
}

function share(property: `--${string}`, part: number): CSSProperties {
  return { [property]: part };
}
