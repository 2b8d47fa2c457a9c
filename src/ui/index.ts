/*
 * ui/ is a React part that knows nothing of graphs. It imports no other floor.
 */
import "katex/dist/katex.min.css";
import "./theme.css";

export { Button, type ButtonProps, IconButton, type IconButtonProps } from "./button";
export { classes } from "./classes";
export { type Box, coversOver, declareCover, useCoverTurn } from "./cover";
export { CutText, type CutTextProps } from "./cut-text";
export { Dialog, type DialogProps } from "./dialog";
export { Drawer, type DrawerProps } from "./drawer";
export { ErrorBoundary, type ErrorBoundaryProps } from "./error-boundary";
export { type Extent, useExtent } from "./extent";
export { type Anchor, Floating, type FloatingProps } from "./floating";
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
export { Icon, type IconName, type IconProps } from "./icon";
export { Kbd } from "./kbd";
export { keyed } from "./keyed";
export { laterFile, laterPart, NotLoaded, preloadParts, useLater } from "./later-part";
export { letterScale, remPixels } from "./letter-scale";
export { LARGEST_DECADE, SMALLEST_DECADE, strokeOf } from "./magnitude";
export { useMediaQuery } from "./media-query";
export { Menu, type MenuItem, type MenuProps } from "./menu";
export { Notice, type NoticeProps } from "./notice";
export { NumberField, type NumberFieldProps } from "./number-field";
export { allDigits, type ReadNumber, readNumber } from "./number-text";
export { PopoverMenu } from "./popover-menu";
export { Prose } from "./prose";
export { prefersReducedMotion } from "./reduced-motion";
export { useReturnFocus } from "./return-focus";
export { SearchField, type SearchFieldProps } from "./search-field";
export { type Choice, type ChoiceGroup, SearchList, type SearchListProps } from "./search-list";
export { Segmented, type SegmentedProps } from "./segmented";
export { SharedView } from "./shared-view";
export { Tex, type TexProps } from "./tex";
export { loadTex, texHtml } from "./tex-html";
export { TextField, type TextFieldProps } from "./text-field";
export { themeChannels, themeValue, watchTheme } from "./theme-values";
export { Toggle, type ToggleProps } from "./toggle";
