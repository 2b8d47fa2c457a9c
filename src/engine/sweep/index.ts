/** engine/sweep has a door of its own, because the first view does without it. sweep: one or two numbers of a document are varied, and nodes, wires or L are read along them. Forward only. */
export { presentOf, type Subject } from "./axis";
export { sweepCurves } from "./curve-sweep";
export { fittingRange } from "./fitting-range";
export { regionsOfMap } from "./map-regions";
export { MapSweep, mapPointOf, type SweptMap } from "./map-sweep";
export { middleOf } from "./middle-of";
export {
  activationPatterns,
  mapPatterns,
  type Patterns,
  type ShadedInterval,
  shadedIntervals,
} from "./patterns";
export { type PictureSweep, sweepPictures } from "./picture-sweep";
export { planeAt } from "./plane";
export { valuesAtRows } from "./row-values";
export { isSameSweep, type SweepSource } from "./same-sweep";
export { type SlopeTerm, slopeTerms } from "./slope-terms";
export { subjectOf } from "./subject";
export type { CurveRequest, CurveSweep, Stop, SweptCurve } from "./swept-curve";
export { switchesOfMap } from "./switching-lines";
export { sweepUnits, type UnitStrip } from "./unit-strip";
