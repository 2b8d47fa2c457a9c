import {
  fittingRange,
  type PictureSweep,
  presentOf,
  subjectOf,
  sweepPictures,
} from "@/engine/sweep";
import type { Axis, NodePictures, Range } from "@/graph";
import type { Frame } from "@/store";

/** Points of a curve, and of a map across and up. */
const CURVE_POINTS = 65;
const MAP_POINTS = { columns: 36, rows: 24 };

/** What all pictures of a frame are drawn from: one sweep of the whole graph. Null where an axis is gone. */
export interface PictureValues {
  readonly sweep: PictureSweep;
  readonly ranges: readonly Range[];
}

type Sources = readonly unknown[];
let last: { readonly sources: Sources; readonly values: PictureValues | null } | null = null;

/** Computed once for each change of the numbers, whichever node asks first. */
export function pictureValues({ document, sample }: Frame): PictureValues | null {
  const { graph, numbers, data, pictures, figures } = document;
  const sources: Sources = [graph, numbers, data, pictures, figures, sample];
  if (last?.sources.every((source, index) => Object.is(source, sources[index]))) return last.values;
  const axes = axesOf(pictures);
  const subject = subjectOf(document);
  const ranges = axes.map(
    (axis) =>
      typedRange(figures, axis) ??
      fittingRange(subject, axis, presentOf(subject, axis, sample) ?? 0),
  );
  const wanted = axes.length > 1 ? MAP_POINTS : { columns: CURVE_POINTS, rows: 1 };
  const sweep = axes.length === 0 ? null : sweepPictures(subject, axes, ranges, sample, wanted);
  const values = sweep && { sweep, ranges };
  last = { sources, values };
  return values;
}

function axesOf(pictures: NodePictures): readonly Axis[] {
  if (pictures.kind === "curve") return [pictures.axis];
  return pictures.kind === "map" ? pictures.axes : [];
}

/** The range that a figure along the same number was given: so that picture and figure show the same. */
function typedRange(figures: Frame["document"]["figures"], axis: Axis): Range | null {
  const wanted = JSON.stringify(axis);
  for (const figure of figures) {
    if (figure.kind === "curve" && figure.range && JSON.stringify(figure.axis) === wanted)
      return figure.range;
    if (figure.kind !== "map") continue;
    const index = figure.axes.findIndex((one) => JSON.stringify(one) === wanted);
    const range = figure.ranges[index];
    if (range) return range;
  }
  return null;
}
