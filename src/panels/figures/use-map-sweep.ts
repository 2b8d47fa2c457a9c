import { useEffect, useRef, useState } from "react";
import {
  isSameSweep,
  MapSweep,
  mapPatterns,
  regionsOfMap,
  type SweepSource,
  subjectOf,
  switchesOfMap,
} from "@/engine/sweep";
import type { BackflowDocument, MapFigure, Range } from "@/graph";
import { FrameTask } from "@/ui";

/** Cells across and up. */
const CELLS = 100;
/** Of what is computed for all rows in each cell, fewer. */
const CELLS_OF_L = 48;
/** Milliseconds of a frame that a finer map takes. */
const SLICE = 12;

/** What is known of a map while its axes' own numbers may move. */
export interface KeptMap {
  readonly sweep: MapSweep;
  readonly switches: ReturnType<typeof switchesOfMap>;
  /** Null where they are not known: a unit behind others switches along a bent line, or there are too many. */
  readonly regions: readonly PatternRegion[] | null;
  /** Whose pattern a region has, in its order. */
  readonly units: ReturnType<typeof mapPatterns>["units"];
}

/** A linear region of a map: which units are active in it, and where its pattern may stand. */
export interface PatternRegion {
  readonly at: readonly [x: number, y: number];
  readonly area: number;
  readonly corners: readonly (readonly [x: number, y: number])[];
  readonly active: readonly boolean[];
}

/**
 * The map of a figure: swept anew only where something other than the numbers of its axes has changed. A coarse one is there
 * at once; a finer one comes between frames.
 */
export function useMapSweep(
  document: BackflowDocument,
  figure: MapFigure,
  sample: number,
  ranges: readonly [Range, Range],
): KeptMap {
  const kept = useRef<(KeptMap & { readonly source: SweepSource; readonly key: string }) | null>(
    null,
  );
  const [, setShown] = useState<unknown>(null);
  const { axes, read, marks } = figure;
  const source: SweepSource = { document, axes, read, sample };
  const key = `${ranges.join()} ${marks.includes("joints")}`;
  if (!kept.current || kept.current.key !== key || !isSameSweep(kept.current.source, source)) {
    kept.current = { source, key, ...sweptMap(document, figure, sample, ranges) };
  }
  const { sweep } = kept.current;
  useEffect(() => {
    if (sweep.isWhole) return;
    const task = new FrameTask("rest", () => {
      const end = performance.now() + SLICE;
      do {
        if (sweep.advance()) setShown(sweep.map);
      } while (!sweep.isWhole && performance.now() < end);
      if (!sweep.isWhole) task.ask();
    });
    task.ask();
    return () => task.cancel();
  }, [sweep]);
  return kept.current;
}

function sweptMap(
  document: BackflowDocument,
  { axes, read, marks }: MapFigure,
  sample: number,
  ranges: readonly [Range, Range],
): KeptMap {
  const subject = subjectOf(document);
  const isOfAll = read.kind === "objective";
  const switches =
    marks.includes("joints") && read.kind === "value"
      ? switchesOfMap(subject, axes, ranges, read, sample)
      : { lines: [], bent: [] };
  const { lines, bent } = switches;
  const cut = lines.length > 0 && bent.length === 0 ? regionsOfMap(lines, ranges) : null;
  const places = cut?.map(({ at }) => at) ?? [];
  const { units, active } = mapPatterns(subject, axes, read, sample, places);
  const cells = isOfAll ? CELLS_OF_L : CELLS;
  const request = { axes, ranges, read, sample, cells, switches: bent };
  return {
    sweep: new MapSweep(subject, request),
    switches,
    regions: cut?.map((region, index) => ({ ...region, active: active[index] ?? [] })) ?? null,
    units: cut ? units : [],
  };
}
