import { MAX_FILE_BYTES, writeFile } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { fileName } from "./file-name";
import { beginOpening, openFileText } from "./opening";

/** Downloads the document as *.backflow.json. */
export function saveFile(): void {
  const present = documentOf(useBackflow.getState());
  download(present.title, writeFile(present));
}

/** Downloads the text of a document as a file that is named after its title. */
export function download(title: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(title)}.backflow.json`;
  link.click();
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Asks for a file and opens it. */
export function chooseFile(): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json";
  // Safari forgets an input that is in no page.
  input.hidden = true;
  document.body.append(input);
  input.addEventListener("cancel", () => input.remove());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    input.remove();
    if (file) void openFile(file);
  });
  input.click();
}

/** Opens a chosen or dropped file. */
export async function openFile(file: File): Promise<void> {
  const { notify } = useBackflow.getState();
  if (file.size > MAX_FILE_BYTES) {
    notify({
      tone: "error",
      text: `“${file.name}” is larger than ${MAX_FILE_BYTES / 2 ** 20} MB, so it is no Backflow graph. Choose a *.backflow.json file.`,
    });
    return;
  }
  const isWanted = beginOpening();
  try {
    const text = await file.text();
    if (isWanted()) openFileText(text);
  } catch {
    notify({ tone: "error", text: `“${file.name}” could not be read. Choose it again.` });
  }
}
