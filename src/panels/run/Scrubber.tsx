import { type CSSProperties, useMemo } from "react";
import { documentOf, traceOfState, useBackflow } from "@/store";
import styles from "./scrubber.module.css";
import { playheadText, stopAt, type Track, tracksOf } from "./tracks";

/** The whole run as one slider, drawn as the lecture's three parts. */
export function Scrubber() {
  const trace = useBackflow(traceOfState);
  const graph = useBackflow((state) => documentOf(state).graph);
  const playhead = useBackflow((state) => state.playhead);
  const showOptional = useBackflow((state) => state.showOptional);
  const seek = useBackflow((state) => state.seek);
  const tracks = useMemo(() => tracksOf(trace), [trace]);
  const last = trace.steps.length;
  return (
    <div className={styles.scrubber} style={share("--at", last === 0 ? 0 : playhead / last)}>
      <div className={styles.tracks} aria-hidden="true">
        {tracks.map((track) => (
          <TrackLine key={track.part} track={track} last={last} playhead={playhead} />
        ))}
        <span className={styles.playhead} />
      </div>
      <input
        className={styles.range}
        type="range"
        aria-label="Step of the run"
        aria-valuetext={playheadText(graph, trace, playhead)}
        min={0}
        max={last}
        step={1}
        value={playhead}
        disabled={last === 0}
        onChange={(event) =>
          seek(stopAt(trace, event.currentTarget.valueAsNumber, playhead, showOptional))
        }
        // The keys belong to the page again once the pointer has done its work.
        onPointerUp={(event) => event.currentTarget.blur()}
      />
    </div>
  );
}

function TrackLine({ track, last, playhead }: { track: Track; last: number; playhead: number }) {
  const length = track.end - track.start;
  const filled = Math.max(0, Math.min(1, (playhead - track.start) / length));
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
