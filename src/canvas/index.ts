/**
 * canvas/ draws or edits the graph through React Flow. The document is the truth; what React Flow holds is its picture.
 */
export { Canvas } from "./Canvas";
export { isLarge } from "./detail";
export { placesOnWire } from "./way";
