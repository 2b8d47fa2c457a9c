/** engine/sweep has a door of its own, because the first view does without it. sweep: one or two numbers of a document are varied, and nodes, wires or L are read along them. Forward only. */
export { presentOf, type Subject } from "./axis";
export { sweepCurves } from "./curve-sweep";
export { fittingRange } from "./fitting-range";
export { sweepMap } from "./map-sweep";
export {
  activationPatterns,
  type Patterns,
  type ShadedInterval,
  shadedIntervals,
} from "./patterns";
export { type PictureSweep, sweepPictures } from "./picture-sweep";
export { valuesAtRows } from "./row-values";
export { type SlopeTerm, slopeTerms } from "./slope-terms";
export { subjectOf } from "./subject";
export type { CurveRequest, CurveSweep, Stop, SweptCurve } from "./swept-curve";
export { switchingLines } from "./switching-lines";
