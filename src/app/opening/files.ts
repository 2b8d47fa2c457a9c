import { readCsvFile } from "@/data";
import { MAX_FILE_BYTES, writeFile } from "@/graph";
import { documentOf, type Notice, useBackflow } from "@/store";
import { downloadFile } from "@/ui";
import { fileName } from "./file-name";
import { beginOpening, openFileText } from "./opening";
import { textOfBytes } from "./text-encoding";

/** Downloads the document as *.backflow.json. */
export function saveFile(): void {
  const present = documentOf(useBackflow.getState());
  download(present.title, writeFile(present));
  useBackflow.getState().say(`Saved as ${fileName(present.title)}.backflow.json.`);
}

/** Downloads the text of a document as a file that is named after its title. */
export function download(title: string, text: string): void {
  saveText(`${fileName(title)}.backflow.json`, "application/json", text);
}

/** Hands a text to the user as a file of this name. */
export function saveText(name: string, type: string, text: string): void {
  downloadFile(new Blob([text], { type: `${type};charset=utf-8` }), name);
}

/** Asks for a file and opens it. */
export function chooseFile(): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json,.csv,.tsv,.txt,text/csv";
  // Safari forgets an input that is in no page.
  input.hidden = true;
  document.body.append(input);
  input.addEventListener("cancel", () => input.remove());
  input.addEventListener("change", () => {
    const files = Array.from(input.files ?? []);
    input.remove();
    void openFiles(files);
  });
  input.click();
}

/** Sentences of refused files that are told at once. */
const MOST_REFUSALS = 4;

/** What was said of the files before, which is no news any more once others are opened. */
let said: Notice | null = null;

function refuse(text: string): void {
  said = { tone: "error", text };
  useBackflow.getState().notify(said);
}

/** Opens the graphs among chosen or dropped files, one after the other. Each of the others gets its sentence. */
export async function openFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) {
    refuse("What was dropped is no file. Drop a *.backflow.json or a *.csv file.");
    return;
  }
  const isWanted = beginOpening();
  const refusals: string[] = [];
  for (const file of files) {
    const refusal = await openFile(file, isWanted);
    if (!isWanted()) return;
    if (refusal === null) continue;
    const isNamed = files.length === 1 || refusal.includes(file.name);
    refusals.push(isNamed ? refusal : `“${file.name}”: ${refusal}`);
  }
  if (refusals.length === 0) {
    const { notice, notify } = useBackflow.getState();
    if (notice !== null && notice === said) notify(null);
    return;
  }
  const told = refusals.slice(0, MOST_REFUSALS);
  const others = refusals.length - told.length;
  if (others > 0) told.push(`${others} more could not be opened either.`);
  refuse(told.join(" "));
}

/** Names and types of files that hold rows, be they readable or not. */
const ROWS = /\.(csv|tsv|tab|txt|xlsx?|ods|numbers)$|^text\/(csv|tab-separated-values)$/i;

const NO_COLUMNS =
  "holds rows, and this graph has no input or target to take them. Add an input first.";

/** Shows the rows of a file beside the graph, where it is chosen which column goes where. Answers as `openFile`. */
async function offerRows(file: File, isWanted: () => boolean): Promise<string | null> {
  if (documentOf(useBackflow.getState()).data.columns.size === 0)
    return `“${file.name}” ${NO_COLUMNS}`;
  const read = await readCsvFile(file);
  if (!read.ok && read.problem.kind === "unreadable") return unreadable(file);
  if (!read.ok) {
    // Offline, the part that has the words for it cannot be fetched.
    const words = await import("./row-problems").catch(() => null);
    return words ? words.csvProblemSentence(read.problem) : unreadable(file);
  }
  if (!isWanted()) return null;
  const state = useBackflow.getState();
  state.setPane("data");
  state.setCsv(read.value);
  return null;
}

/** Opens one file. The answer is the sentence that says why it was refused; null where it was not. */
async function openFile(file: File, isWanted: () => boolean): Promise<string | null> {
  const name = `“${file.name}”`;
  if (file.type.startsWith("image/")) {
    return `${name} is a picture, which holds no graph. Choose a *.backflow.json file.`;
  }
  if (ROWS.test(file.name) || ROWS.test(file.type)) {
    return offerRows(file, isWanted);
  }
  if (file.size > MAX_FILE_BYTES) {
    return `${name} is larger than ${MAX_FILE_BYTES / 2 ** 20} MB, so it is no Backflow graph. Choose a *.backflow.json file.`;
  }
  let text: string;
  try {
    text = textOfBytes(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return unreadable(file);
  }
  return isWanted() ? openFileText(text) : null;
}

function unreadable({ name }: File): string {
  return `“${name}” could not be read. Choose it again.`;
}
