import { useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import {
  CSV_SEPARATORS,
  type CsvOptions,
  type CsvSeparator,
  type CsvTable,
  type Match,
  matchColumns,
  readCsv,
  readCsvFile,
  type Slot,
  type SlotSource,
  sourcesFor,
  tableOfMatch,
} from "@/data";
import { csvProblemSentence } from "@/explain";
import { opOf } from "@/ops";
import { documentOf, useBackflow } from "@/store";
import { Button, FileChoice, Toggle } from "@/ui";
import { CsvMatch } from "./CsvMatch";
import styles from "./csv.module.css";
import { fittedGraph, fittingOf, proposesStandardising } from "./csv-fitting";
import { CsvSplit } from "./SplitNotice";
import { takeTable } from "./table-actions";
import { slotsOf, tableColumns } from "./table-columns";
import { WordNumber } from "./WordNumber";

const SEPARATOR_NAMES: Readonly<Record<CsvSeparator, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
};

/** Why a chosen file is not read, while what stood there before it still stands there. */
interface Refusal {
  readonly text: string;
  readonly sentence: string;
}

/** A CSV on its way into the table: pasted or chosen, then matched to the units; taken only when all of it fits. */
export function CsvImport({ text }: { readonly text: string }) {
  const setCsv = useBackflow((state) => state.setCsv);
  const graph = useBackflow((state) => documentOf(state).graph);
  const columns = useMemo(() => tableColumns(graph), [graph]);
  const slots = useMemo(() => slotsOf(columns), [columns]);
  const [options, setOptions] = useState<CsvOptions>({});
  const [refused, setRefused] = useState<Refusal | null>(null);
  const reading = useMemo(() => readCsv(text, options), [text, options]);
  const id = useId();
  const root = useRef<HTMLElement>(null);
  // The button that opened it has gone. Not the field: on a phone that would bring up the keyboard.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) root.current?.focus({ preventScroll: true });
  }, []);

  async function readChosen(file: File): Promise<void> {
    const { opened } = useBackflow.getState();
    const read = await readCsvFile(file);
    // It was chosen for another document.
    if (useBackflow.getState().opened !== opened) return;
    setRefused(read.ok ? null : { text, sentence: csvProblemSentence(read.problem) });
    if (!read.ok) return;
    setOptions({});
    setCsv(read.value);
  }

  const sentence =
    (refused?.text === text ? refused.sentence : null) ??
    (text.trim() !== "" && !reading.ok ? csvProblemSentence(reading.problem) : null);
  return (
    <section ref={root} tabIndex={-1} className={styles.import} aria-label="CSV in">
      <div className={styles.source}>
        <label htmlFor={`${id}-text`}>Paste rows here, drop a file, or</label>{" "}
        <FileChoice
          className={styles.file}
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChoose={(file) => void readChosen(file)}
        >
          choose a file
        </FileChoice>
        <textarea
          id={`${id}-text`}
          className={styles.text}
          rows={reading.ok ? 2 : 4}
          spellCheck={false}
          placeholder={"x,y\n0.5,1.2\n1.0,1.9"}
          value={text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}
          readOnly={text.length > MOST_SHOWN}
          aria-describedby={sentence === null ? undefined : `${id}-problem`}
          aria-invalid={sentence === null ? undefined : true}
          onChange={(event) => setCsv(event.currentTarget.value)}
        />
      </div>
      {sentence !== null && (
        <p role="alert" id={`${id}-problem`} className={styles.problem}>
          {sentence} Nothing was taken.
        </p>
      )}
      {reading.ok && (
        <>
          <FitGraph csv={reading.value} slots={slots} />
          <p className={styles.format}>
            {reading.value.rows} {reading.value.rows === 1 ? "row" : "rows"}, fields parted by{" "}
            <select
              aria-label="Separator"
              className={styles.choice}
              value={reading.value.separator}
              onChange={(event) => {
                const separator = CSV_SEPARATORS.find((one) => one === event.currentTarget.value);
                setOptions({ ...options, separator });
              }}
            >
              {CSV_SEPARATORS.map((separator) => (
                <option key={separator} value={separator}>
                  {SEPARATOR_NAMES[separator]}
                </option>
              ))}
            </select>
          </p>
          <Toggle
            label="The first line has names"
            checked={reading.value.hasHeading}
            onChange={(hasHeading) => setOptions({ ...options, hasHeading })}
          />
          <Taking
            key={`${text.length} ${reading.value.separator} ${reading.value.hasHeading} ${slots.length}`}
            csv={reading.value}
            slots={slots}
          />
        </>
      )}
      {!reading.ok && (
        <div className={styles.buttons}>
          <Button variant="outline" onClick={() => setCsv(null)}>
            Cancel
          </Button>
        </div>
      )}
    </section>
  );
}

/** Offers to give the graph the inputs, the outputs and the loss that a file asks for. */
function FitGraph({ csv, slots }: { readonly csv: CsvTable; readonly slots: readonly Slot[] }) {
  const document = useBackflow(documentOf);
  const fitting = useMemo(() => fittingOf(csv), [csv]);
  const fitted = useMemo(() => fitting && fittedGraph(document, fitting), [document, fitting]);
  const match = useMemo(() => matchColumns(csv, slots), [csv, slots]);
  const used = new Set(match.map((source) => source?.column));
  const fits = !match.includes(null) && csv.columns.every((_, column) => used.has(column));
  if (!fitting || !fitted || fits) return null;
  const { inputs, outputs, classes, loss } = fitting;
  const units = `${inputs} ${inputs === 1 ? "input" : "inputs"} and ${outputs} ${outputs === 1 ? "output" : "outputs"}`;
  return (
    <div className={styles.fit}>
      <p className={styles.format}>
        The file has {inputs} {inputs === 1 ? "column" : "columns"} of numbers before{" "}
        {classes ?? "one more of numbers"}, and the graph fits others.
      </p>
      <Button
        variant="outline"
        className={styles.offer}
        onClick={() => {
          const state = useBackflow.getState();
          if (!state.apply({ ok: true, value: fitted })) return;
          state.requestFit();
          state.say(`The graph has ${units} now.`);
        }}
      >
        Give the graph {units}
        {loss && `, and ${opOf(loss).title.toLowerCase()}`}
      </Button>
    </div>
  );
}

/** Characters that are shown of a text. */
const MOST_SHOWN = 20_000;

/** How the rows are taken: which column for which unit, how many for validation, in which order. */
function Taking({ csv, slots }: { readonly csv: CsvTable; readonly slots: readonly Slot[] }) {
  const setCsv = useBackflow((state) => state.setCsv);
  const [match, setMatch] = useState<Match>(() => matchColumns(csv, slots));
  const [validation, setValidation] = useState(0);
  const [isShuffled, setShuffled] = useState(false);
  const [seed, setSeed] = useState(1);
  const [standardise, setStandardise] = useState(() => proposesStandardising(csv, match));
  const whole = useMemo(() => match.flatMap((source) => source ?? []), [match]);
  const problem = problemOf(csv, match, whole, validation);
  const taking = { validation, seed: isShuffled ? seed : null, standardise };

  function take(): void {
    if (problem !== null) return;
    takeTable(tableOfMatch(csv, slots, whole, taking));
    const state = useBackflow.getState();
    state.setSample(0);
    state.say(`${csv.rows} rows taken.`);
    setCsv(null);
  }

  return (
    <>
      <CsvMatch
        csv={csv}
        slots={slots}
        match={match}
        sourcesOf={(slot) => sourcesFor(csv, slot)}
        onChange={(index, source: SlotSource | null) => setMatch(match.with(index, source))}
      />
      <p className={styles.format}>
        The last{" "}
        <WordNumber
          label="Rows for validation"
          value={validation}
          isWhole
          onChange={setValidation}
        />{" "}
        rows are for validation
        {isShuffled && (
          <>
            , shuffled by seed{" "}
            <WordNumber label="Seed of the order" value={seed} isWhole onChange={setSeed} />
          </>
        )}
      </p>
      {problem === null && (
        <CsvSplit
          csv={csv}
          slots={slots}
          match={whole}
          taking={taking}
          onSeed={(next) => {
            setShuffled(true);
            setSeed(next);
          }}
        />
      )}
      <Toggle label="Shuffle the rows" checked={isShuffled} onChange={setShuffled} />
      <Toggle
        label="Standardise inputs: mean 0, deviation 1 over the training rows"
        checked={standardise}
        onChange={setStandardise}
      />
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="primary" disabled={problem !== null} onClick={take}>
          {csv.rows === 1 ? "Take 1 row" : `Take ${csv.rows} rows`}
        </Button>
        <Button variant="outline" onClick={() => setCsv(null)}>
          Cancel
        </Button>
      </div>
    </>
  );
}

function problemOf(
  csv: CsvTable,
  match: Match,
  whole: readonly SlotSource[],
  validation: number,
): string | null {
  const open = match.length - whole.length;
  if (open > 0) {
    const units = open === 1 ? "One unit has" : `${open} units have`;
    return `${units} no column: choose one, or change the width of the node.`;
  }
  if (!Number.isInteger(validation) || validation < 0 || validation >= csv.rows) {
    return `Of ${csv.rows} rows, 0 to ${csv.rows - 1} can be for validation: one at least is trained with.`;
  }
  return null;
}
