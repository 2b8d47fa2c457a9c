import type { ReactNode } from "react";
import { findingsOf, frameOf, useBackflow } from "@/store";
import { ErrorBoundary, PopoverMenu } from "@/ui";
import { CommandButton } from "./CommandButton";
import styles from "./top-bar.module.css";

/** The bar at the head of the page: what is open, and what can be done with it as a whole. `title`: the name of that. */
export function TopBar({ title }: { readonly title: ReactNode }) {
  return (
    <header className={styles.bar}>
      <ErrorBoundary what="The bar">
        <span className={styles.wordmark}>Backflow</span>
        {title}
        <nav className={styles.commands} aria-label="Commands">
          <PaletteButton />
          <span className={styles.roomy}>
            <CommandButton id="undo" />
            <CommandButton id="redo" />
            <span className={styles.gap} />
            <CommandButton id="presets" label={<Word>Presets</Word>} className={styles.worded} />
          </span>
          <HealthButton />
          <span className={styles.wide}>
            <FiguresButton />
            <DataButton />
            <CommandButton id="training" label={<Word>Training</Word>} className={styles.worded} />
          </span>
          <span className={styles.inline}>
            <CommandButton
              id="documents"
              label={<Word>My graphs</Word>}
              className={styles.worded}
            />
          </span>
          <PopoverMenu icon="menu" label="File" closesOnClick>
            <CommandButton id="newDocument" label="New graph" />
            <span className={styles.tucked}>
              <CommandButton id="presets" label="Presets" />
            </span>
            <CommandButton id="documents" label="My graphs" />
            <CommandButton id="openFile" label="Open a file" />
            <CommandButton id="saveFile" label="Save as a file" />
            <hr className={styles.rule} />
            <CommandButton id="training" label="Training" />
            <span className={styles.unlessWide}>
              <CommandButton id="figures" label="Figures" />
              <CommandButton id="data" label="Data" />
            </span>
            <CommandButton id="network" label="Size of the network" />
            <CommandButton id="renameDocument" label="Rename this graph" />
            <CommandButton id="duplicateDocument" label="Duplicate this graph" />
            <CommandButton id="deleteDocument" label="Delete this graph" />
            <hr className={styles.rule} />
            <CommandButton id="shortcuts" label="Keys and gestures" />
          </PopoverMenu>
          <CommandButton
            id="share"
            label={<Word>Share</Word>}
            variant="primary"
            className={styles.worded}
          />
        </nav>
      </ErrorBoundary>
    </header>
  );
}

/** Opens the health panel; a badge counts what is wrong. */
function HealthButton() {
  const count = useBackflow(
    (state) => findingsOf(frameOf(state)).filter(({ severity }) => severity !== "note").length,
  );
  const open = useBackflow((state) => state.panel === "health");
  return (
    <CommandButton
      id="health"
      pressed={open}
      className={styles.worded}
      label={
        <>
          <Word>Health</Word>
          {/* Its room is kept: a button that moves under the pointer lets a click hit its neighbour. */}
          <span
            className={styles.badge}
            title={`${count} to look at`}
            data-shown={count > 0}
            aria-hidden={count === 0}
          >
            {count}
          </span>
        </>
      }
    />
  );
}

function DataButton() {
  const open = useBackflow((state) => state.pane === "data");
  return (
    <CommandButton id="data" pressed={open} className={styles.worded} label={<Word>Data</Word>} />
  );
}

function FiguresButton() {
  const open = useBackflow((state) => state.pane === "figures");
  return (
    <CommandButton
      id="figures"
      pressed={open}
      className={styles.worded}
      label={<Word>Figures</Word>}
    />
  );
}

function PaletteButton() {
  const open = useBackflow((state) => state.paletteOpen);
  return (
    <CommandButton id="palette" pressed={open} className={styles.worded} label={<Word>Add</Word>} />
  );
}

/** Words of a button that a narrow page leaves out. */
function Word({ children }: { readonly children: string }) {
  return <span className={styles.word}>{children}</span>;
}
