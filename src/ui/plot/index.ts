/**
 * ui/plot: scales, axes and marks of figures, one mark a file. It knows nothing of graphs: what it draws are numbers.
 * Marks are SVG by React, in the pixels of the scales they are given; maps and strips are painted on a canvas. It has a
 * door of its own, because the first view of the page does without it.
 */

export { HorizontalAxis, VerticalAxis } from "./axes";
export { BandMark } from "./band-mark";
export { BarMark } from "./bar-mark";
export { ContourMark } from "./contour-mark";
export { CurveMark } from "./curve-mark";
export { DiamondMark } from "./diamond-mark";
export { DotMark } from "./dot-mark";
export { GripMark } from "./grip-mark";
export { HandleMark } from "./handle-mark";
export { type MapColours, type NumberMap, paintMap } from "./map-paint";
export { PointMark } from "./point-mark";
export { RowMark } from "./row-mark";
export { RuleLine } from "./rule-line";
export { RuleMark } from "./rule-mark";
export { extentOf, hasPlace, type LinearScale, linearScale, logScale, type Scale } from "./scales";
export { SegmentMark } from "./segment-mark";
export { TangentMark } from "./tangent-mark";
