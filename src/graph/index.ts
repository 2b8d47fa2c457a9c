/**
 * graph/ shapes, edits, checks, encodes and decodes the document. It knows what is wired with what, and owns no
 * arithmetic of the passes: no value, no derivative. Pure. May import ops.
 */

export { readFile } from "./codec/file";
export { FileWriter, writeFile } from "./codec/file-writer";
export * from "./codec/fragment";
export { decodeLink, encodeLink } from "./codec/link";
export {
  pythonName,
  takeWeights,
  type WeightsProblem,
  weightsJson,
} from "./codec/weights-file";
export { isTableNode, tableOf } from "./columns";
export * from "./document";
export { copyNodes, pasteNodes } from "./edits/copy-paste";
export { foldNodes, withFolded, withGroupName, withoutGroup } from "./edits/groups";
export { asOrdinary, remade, startMade } from "./edits/making";
export { addNote, withNotePosition, withNoteText } from "./edits/notes";
export { type SymbolPart, withSymbol, withTitle } from "./edits/renaming";
export { canSwap, swapOp, withRowCount, withTable } from "./edits/reshaping";
export {
  addNode,
  addWire,
  type Edited,
  insertIntoWire,
  moveWire,
  removeNodes,
  removeWires,
} from "./edits/structure";
export { numberingOf } from "./edits/symbol-numbering";
export * from "./edits/values";
export {
  widenedTogether,
  wiredTogether,
  withWidth,
} from "./edits/widths";
export { copyWired } from "./edits/wired-copy";
export {
  type FixedEnd,
  fitsIntoWire,
  missesInput,
  openPorts,
  type PendingConnection,
  type Wiring,
  widthInWire,
  wiringOf,
} from "./edits/wiring";
export * from "./figures";
export { groupsAround, nodesInGroup, shownGroups } from "./groups";
export * from "./indices";
export * from "./letters";
export * from "./limits";
export {
  bareDocumentOf,
  leaf,
  linear,
  type NodeDescription,
  operation,
  type Pitch,
  type Place,
} from "./made/description";
export { families, familyOf, initialMade, madeDocument } from "./made/families";
export { isAllowed, type SettingDescription } from "./made/family";
export type { Made, Setting } from "./made-settings";
export {
  type ConstructibleNetwork,
  constructibleNetwork,
  MOST_CONSTRUCTED_UNITS,
  withConstruction,
} from "./network/construction";
export { type InitialisationId, initialisations } from "./network/initialisations";
export { canInitialise, initialised } from "./network/initialising";
export { type NetworkSize, type NodeParameters, networkSize } from "./network/network-size";
export { type Unit, type UnitNetwork, unitNetworkOf } from "./network/unit-network";
export { defaultSymbols, isLinear, newNode } from "./nodes";
export { checkDocument } from "./parts/check";
export { EMPTY_DOCUMENT } from "./parts/empty-document";
export { initialParts } from "./parts/table";
export * from "./pauses";
export * from "./problems";
export { recipeFits, tableOfRecipe, tableUnits } from "./recipe-table";
export * from "./result";
export * from "./symbols";
export * from "./topology";
export * from "./wire-key";
