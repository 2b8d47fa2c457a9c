/**
 * panels/ draws beside the canvas: bar, stage, transport, drawers, dialogs, legend. It reads the store and sends
 * commands; what needs the browser comes from app/ by the context of services. May import everything but canvas and app.
 */
export { Announcer } from "./Announcer";
export { CommandButton, type CommandButtonProps } from "./CommandButton";
export { ContextMenu } from "./ContextMenu";
export { DocumentsDialog } from "./DocumentsDialog";
export { EmptyCanvas } from "./EmptyCanvas";
export { Finder } from "./Finder";
export { HealthPanel } from "./HealthPanel";
export { Legend, type LegendProps } from "./Legend";
export { NodePanel } from "./NodePanel";
export { NoticeStrip } from "./NoticeStrip";
export { Palette } from "./Palette";
export { PresetGallery } from "./PresetGallery";
export { ShareDialog } from "./ShareDialog";
export { ShortcutsDialog } from "./ShortcutsDialog";
export { Stage } from "./Stage";
export { ServicesContext } from "./services";
export { TopBar } from "./TopBar";
export { Transport } from "./Transport";
