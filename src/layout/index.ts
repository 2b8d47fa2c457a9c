/**
 * layout: a line lives here if it says where something stands on the canvas: sizes of nodes, free places for new ones, the
 * curves of wires, and the tidy layout of a whole graph. Pure. May import ops, data and graph.
 */
export { type Bounds, boundsOf } from "./bounds";
export { distanceBelow } from "./distance-below";
export { flagLifts } from "./flag-lifts";
export { type GroupCard, type GroupPort, groupCards, groupFrames } from "./group-card";
export { type LabelledWire, type LabelPlace, labelBox, labelPlaces } from "./label-places";
export { type LabelRoom, LETTER_GROWTHS, labelRooms, MOST_GROWTH } from "./label-rooms";
export * from "./node-size";
export {
  freePosition,
  GAP,
  levelPosition,
  positionBeside,
  positionBesideAll,
  positionByPort,
  standsBetween,
  withRoomInWire,
} from "./placement";
export * from "./wire-curve";
export { besideOf } from "./wire-path";

/** The tidy layout of a whole graph: fetched when somebody asks for it. */
export const loadTidyLayout = async () => (await import("./tidy/layered-layout")).tidyLayout;
