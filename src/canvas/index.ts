/**
 * canvas/ draws or edits the graph through React Flow. The document is the truth; what React Flow holds follows from it.
 */

export { Canvas } from "./Canvas";
export { preloadDrawing } from "./CanvasLayers";
