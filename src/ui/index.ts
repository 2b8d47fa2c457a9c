/*
 * ui/ is a React part that knows nothing of graphs. It imports no other floor.
 */
import "katex/dist/katex.min.css";
import "./theme.css";

export { Button, IconButton } from "./button";
export { classes } from "./classes";
export { type Box, coversOver, declareCover, useCoverTurn } from "./cover";
export { CutText } from "./cut-text";
export { Dialog } from "./dialog";
export { downloadFile } from "./download";
export { Drawer } from "./drawer";
export { ErrorBoundary } from "./error-boundary";
export { type Extent, useExtent } from "./extent";
export { FileChoice } from "./file-choice";
export { type Anchor, Floating } from "./floating";
export { isFocusTaken } from "./focus-taking";
export { FrameTask } from "./frames";
export {
  CURVE_HEIGHT,
  CURVE_WIDTH,
  type Curve,
  curveOf,
  curveOfFunction,
  type Pictured,
  tangentPath,
} from "./function-curve";
export { beginGesture, type Gesture, stepRun } from "./gesture";
export { Icon, type IconName } from "./icon";
export { Kbd } from "./kbd";
export { keyed } from "./keyed";
export { laterFile, laterPart, preloadParts, useLater } from "./later-part";
export { letterScale, remPixels } from "./letter-scale";
export { strokeOf } from "./magnitude";
export { useMediaQuery } from "./media-query";
export { Menu, type MenuItem } from "./menu";
export { Notice } from "./notice";
export { NumberField } from "./number-field";
export { allDigits, readNumber } from "./number-text";
export { PopoverMenu } from "./popover-menu";
export { Prose } from "./prose";
export { prefersReducedMotion } from "./reduced-motion";
export { useReturnFocus } from "./return-focus";
export { SearchField } from "./search-field";
export { type ChoiceGroup, SearchList } from "./search-list";
export { Segmented } from "./segmented";
export { SharedView } from "./shared-view";
export { Tex } from "./tex";
export { loadTex } from "./tex-html";
export { TextField } from "./text-field";
export { themeChannels, themeValue, watchTheme } from "./theme-values";
export { Toggle } from "./toggle";
