/**
 * graph/ shapes, edits, checks, encodes and decodes the document. It knows what is wired with what, and owns no
 * arithmetic of the passes: no value, no derivative. Pure. May import ops.
 */
export * from "./address";
export { checkDocument, checkGraph } from "./check";
export * from "./document";
export * from "./edits";
export { readFile, writeFile } from "./file";
export * from "./limits";
export { decodeLink, encodeLink } from "./link";
export { freeId } from "./naming";
export { inputWidths, isLinear, newNode, numbersKind, rowCount } from "./nodes";
export {
  freePosition,
  GAP,
  levelPosition,
  positionBeside,
  positionByPort,
  ROOM,
} from "./placement";
export * from "./problems";
export { type SymbolPart, withSymbol, withTitle } from "./renaming";
export { canSwap, MOST_SAMPLES, swapOp, withBatch, withWidth } from "./reshaping";
export * from "./result";
export * from "./size";
export {
  addNode,
  addWire,
  type Edited,
  insertIntoWire,
  moveWire,
  removeNodes,
  removeWires,
  type WireEndMove,
} from "./structure";
export * from "./symbols";
export * from "./topology";
export { copyNodes, pasteNodes } from "./transfer";
export {
  type FixedEnd,
  fitsIntoWire,
  missesInput,
  openPorts,
  type WireInHand,
  type Wiring,
  wiringOf,
} from "./wiring";
