import { documentOf, findingsOf, frameOf, useBackflow } from "@/store";
import { ErrorBoundary } from "@/ui";
import { CommandButton } from "./CommandButton";
import { PopoverMenu } from "./PopoverMenu";
import styles from "./top-bar.module.css";

/** The bar at the head of the page: what is open, and what can be done with it as a whole. */
export function TopBar() {
  return (
    <header className={styles.bar}>
      <ErrorBoundary what="The bar">
        <span className={styles.wordmark}>Backflow</span>
        <DocumentTitle />
        <nav className={styles.commands} aria-label="Commands">
          <PaletteButton />
          <CommandButton id="undo" />
          <CommandButton id="redo" />
          <span className={styles.gap} />
          <CommandButton id="presets" label={<Word>Presets</Word>} className={styles.worded} />
          <HealthButton />
          <span className={styles.inline}>
            <CommandButton id="openFile" label={<Word>Open</Word>} className={styles.worded} />
            <CommandButton id="saveFile" label={<Word>Save</Word>} className={styles.worded} />
          </span>
          <PopoverMenu icon="menu" label="File" closesOnClick className={styles.menu}>
            <CommandButton id="openFile" label="Open a file" />
            <CommandButton id="saveFile" label="Save as a file" />
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

const ORIGINS = { preset: "preset", link: "from a link", file: "", record: "" } as const;

function DocumentTitle() {
  const title = useBackflow((state) => documentOf(state).title);
  const origin = useBackflow((state) => state.origin.kind);
  return (
    <div className={styles.title}>
      <h1 title={title}>{title === "" ? "Untitled" : title}</h1>
      {ORIGINS[origin] !== "" && <span className={styles.origin}>{ORIGINS[origin]}</span>}
    </div>
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
          {count > 0 && (
            <span className={styles.badge} title={`${count} to look at`}>
              {count}
            </span>
          )}
        </>
      }
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
