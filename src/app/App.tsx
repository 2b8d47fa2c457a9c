import { type DragEvent, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { Canvas } from "@/canvas";
import { loadTidyLayout } from "@/layout";
import {
  Announcer,
  CommandButton,
  ContextMenu,
  DocumentsDialog,
  DocumentTitle,
  EmptyCanvas,
  Everything,
  FitButton,
  HealthPanel,
  Legend,
  NodePanel,
  NodeSearchBox,
  NoticeStrip,
  Palette,
  PresetGallery,
  ServicesContext,
  ShareDialog,
  type Sharing,
  ShortcutsDialog,
  SkipLink,
  Stage,
  TopBar,
  WorkArea,
} from "@/panels";
import { documentOf, type Library, type Services, useBackflow } from "@/store";
import { declareCover, ErrorBoundary } from "@/ui";
import styles from "./app.module.css";
import type { Keeper } from "./keeping/keeper";
import { startKeyboard } from "./keyboard";
import {
  copyNodesAsText,
  pasteFromClipboard,
  pasteText,
  startClipboard,
} from "./opening/clipboard";
import { chooseFile, openFiles, saveFile, saveText } from "./opening/files";
import { openDuplicate, openMade, openNewDocument } from "./opening/opening";
import { copyText, shareLink } from "./opening/sharing";

interface AppProps {
  readonly keeper: Keeper;
  readonly library: Library;
}

/** The page: bar, canvas with what lies over it, stage. */
export function App({ keeper, library }: AppProps) {
  const [sharing, setSharing] = useState<Sharing>({ kind: "making" });
  const services = useMemo<Services>(
    () => ({
      share: () => {
        setSharing({ kind: "making" });
        useBackflow.getState().setDialog("share");
        void shareLink().then(setSharing);
      },
      saveFile: () => {
        saveFile();
        void keeper.settle();
      },
      openFile: chooseFile,
      newDocument: openNewDocument,
      openOwn: openMade,
      duplicateDocument: openDuplicate,
      deleteDocument: () => {
        const { origin } = useBackflow.getState();
        if (origin.kind === "record") void library.remove(origin.id);
      },
      library,
      copy: copyNodesAsText,
      paste: (at) => void pasteFromClipboard(at),
      copyText: (text) => void copyText(text).then(tellCopied),
      saveText,
      startTraining: async (listener, host) => {
        const part = await import("./worker/training-thread").catch(() => null);
        return part?.startTrainingThread(listener, host) ?? null;
      },
      tidy: () =>
        void Promise.all([loadTidyLayout(), import("./tidying")]).then(
          ([tidyLayout, { tidyGraph }]) => tidyGraph(tidyLayout),
          tellNotLoaded,
        ),
    }),
    [keeper, library],
  );
  // In the layout phase: the first key after the page has appeared must not be lost.
  useLayoutEffect(() => {
    return startKeyboard(services);
  }, [services]);
  useLayoutEffect(startClipboard, []);
  const title = useBackflow((state) => documentOf(state).title);
  useEffect(() => {
    document.title = title === "" ? "Backflow" : `${title} · Backflow`;
  }, [title]);
  const follows = useBackflow((state) => state.cameraFollows);

  return (
    <ErrorBoundary what="The page">
      <ServicesContext value={services}>
        <div className={styles.page} {...dropAnything}>
          <SkipLink />
          <TopBar title={<DocumentTitle />} />
          <WorkArea>
            <main className={styles.work}>
              <div className={styles.canvas}>
                <Canvas />
                <EmptyCanvas />
                <div ref={declareCover} className={styles.legend}>
                  <Legend />
                </div>
                <div ref={declareCover} className={styles.camera}>
                  <FitButton />
                  <span className={styles.history}>
                    <CommandButton id="undo" variant="outline" />
                    <CommandButton id="redo" variant="outline" />
                  </span>
                  {!follows && <CommandButton id="follow" variant="outline" />}
                </div>
              </div>
              <div className={styles.notice}>
                <NoticeStrip />
              </div>
              <Palette />
              <HealthPanel />
              <NodePanel />
              <NodeSearchBox />
              <ContextMenu />
            </main>
          </WorkArea>
          <Stage />
          <Announcer />
          <PresetGallery />
          <DocumentsDialog />
          <ShortcutsDialog />
          <Everything />
          <ShareDialog sharing={sharing} onCopy={copyText} />
        </div>
      </ServicesContext>
    </ErrorBoundary>
  );
}

function tellCopied(copied: boolean): void {
  const state = useBackflow.getState();
  if (copied) state.say("Copied.");
  else state.notify({ tone: "error", text: "This browser does not let a page copy here." });
}

function tellNotLoaded(): void {
  const text =
    "The part that tidies could not be loaded: this page is offline, or a newer version has taken its place. Try again when you are online, or reload the page.";
  useBackflow.getState().notify({ tone: "error", text });
}

/** What is dragged over the page and not over a field, which takes a text itself. */
function isForPage({ dataTransfer: { types }, target }: DragEvent): boolean {
  if (types.includes("Files")) return true;
  const isText = types.includes("text/plain") || types.includes("text/uri-list");
  return isText && !(target instanceof Element && target.closest("input, textarea"));
}

/**
 * Files of graphs and of rows, links and texts of graphs can be dropped anywhere on the page. Without this, the browser
 * leaves the page for a link that is dropped on it.
 */
const dropAnything = {
  onDragOver: (event: DragEvent) => {
    if (isForPage(event)) event.preventDefault();
  },
  onDrop: (event: DragEvent) => {
    if (!isForPage(event)) return;
    event.preventDefault();
    const { files, types } = event.dataTransfer;
    if (types.includes("Files")) void openFiles(Array.from(files));
    else pasteText(event.dataTransfer.getData("text/plain"), null);
  },
};
