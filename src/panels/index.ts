/**
 * panels/ draws beside the canvas: bar, stage, transport, drawers, dialogs, legend. It reads the store and sends
 * commands; what needs the browser comes from app/ by the context of services. May import everything but canvas and app.
 */

export { EmptyCanvas } from "./adding/EmptyCanvas";
export { Everything } from "./adding/Everything";
export { NodeSearchBox } from "./adding/NodeSearchBox";
export { Palette } from "./adding/Palette";
export { DocumentsDialog } from "./documents/DocumentsDialog";
export { DocumentTitle } from "./documents/DocumentTitle";
export { PresetGallery } from "./documents/PresetGallery";
export { ShareDialog } from "./documents/ShareDialog";
export type { Sharing } from "./documents/ShareLink";
export { HealthPanel } from "./health/HealthPanel";
export { Legend } from "./help/Legend";
export { ShortcutsDialog } from "./help/ShortcutsDialog";
export { NodePanel } from "./node/NodePanel";
export { Announcer } from "./page/Announcer";
export { CommandButton } from "./page/CommandButton";
export { ContextMenu } from "./page/ContextMenu";
export { FitButton } from "./page/FitButton";
export { NoticeStrip } from "./page/NoticeStrip";
export { SkipLink } from "./page/SkipLink";
export { ServicesContext } from "./page/services";
export { TopBar } from "./page/TopBar";
export { WorkArea } from "./pane/WorkArea";
export { Stage } from "./run/Stage";
export { preloadStep } from "./run/step-explanation";
export { Transport } from "./run/Transport";
