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
export { inputWidths, numbersKind, rowCount } from "./nodes";
export * from "./problems";
export * from "./result";
export * from "./symbols";
export * from "./topology";
