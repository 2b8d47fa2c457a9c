/**
 * layout: a line lives here if it says where something stands on the canvas: sizes of nodes, free places for new ones, the
 * curves of wires, and the tidy layout of a whole graph. Pure. May import ops and graph.
 */
export { type Bounds, boundsOf } from "./bounds";
export * from "./node-size";
export {
  freePosition,
  GAP,
  levelPosition,
  positionBeside,
  positionByPort,
  ROOM,
} from "./placement";
export { tidyLayout } from "./tidy/layered-layout";
export * from "./wire-curve";
export { besideOf, placesOnWire } from "./wire-path";
