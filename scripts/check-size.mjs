// @ts-check
// How much JavaScript must arrive before the page shows anything: the entry and all that it imports
// statically. What is imported on demand does not count, nor what is fetched beside it: KaTeX, for the graph can be seen
// and used before its formulas are set. Fails above the limits.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 300;
/** What opens the table of rows, with its recipes and CSV. */
const DATA_LIMIT_KB = 25;
/** What opens a figure of any kind: sweeps, their words, marks and the view. */
const PLOTS_LIMIT_KB = 40;
/** What opens the training; its worker, which is fetched beside it when a run begins, is not waited for. */
const TRAINING_LIMIT_KB = 40;

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[] }} Chunk */

const dist = new URL("../dist/", import.meta.url);
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

const scripts = new Set();
// The style sheet is one, whatever of it is needed when.
const styles = new Set(
  Object.values(manifest).flatMap(({ file }) => (file.endsWith(".css") ? [file] : [])),
);
const pending = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
const seen = new Set(pending);
for (const key of pending) {
  const chunk = manifest[key];
  if (!chunk) continue;
  scripts.add(chunk.file);
  for (const next of chunk.imports ?? []) {
    if (!seen.has(next)) pending.push(next);
    seen.add(next);
  }
}

/** @param {Iterable<string>} files */
function gzippedKB(files) {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(new URL(file, dist))).length;
  return bytes / 1000;
}

/**
 * The files that are fetched with parts of the build, without those of the first load.
 * @param {string[]} parts
 */
function importedBy(...parts) {
  const keys = parts.filter((key) => manifest[key] !== undefined);
  const found = new Set(keys);
  for (const key of keys) {
    for (const next of manifest[key]?.imports ?? []) {
      if (!found.has(next) && !seen.has(next)) keys.push(next);
      found.add(next);
    }
  }
  return new Set(keys.flatMap((key) => manifest[key]?.file ?? []));
}

const html = readFileSync(new URL("index.html", dist), "utf8");
const beside = [...html.matchAll(/rel="modulepreload"[^>]* href="\.\/([^"]+)"/g)].flatMap(
  ([, file]) => (file === undefined ? [] : [file]),
);
const js = gzippedKB(scripts);
const css = gzippedKB(styles);
// Rooms that are fetched when they are first shown: what a phone waits for then.
const data = gzippedKB(
  Object.values(manifest).flatMap(({ file }) => (/panels-data-.*\.js$/.test(file) ? [file] : [])),
);
// Whatever kind a figure is of: the tab, that kind, and what they import; what is there already does not count.
const plots = Math.max(
  ...["CurveFigureView", "MapFigureView", "LayersFigureView", "ApproximationFigureView"].map(
    (view) =>
      gzippedKB(
        importedBy(...["FiguresTab", view].map((part) => `src/panels/figures/${part}.tsx`)),
      ),
  ),
);
const training = gzippedKB(
  importedBy(...Object.keys(manifest).filter((key) => /^_training-(?!thread|worker)/.test(key))),
);
const fits =
  scripts.size > 0 &&
  js <= LIMIT_KB &&
  data > 0 &&
  data <= DATA_LIMIT_KB &&
  plots > 0 &&
  plots <= PLOTS_LIMIT_KB &&
  training > 0 &&
  training <= TRAINING_LIMIT_KB;
console.log(
  `Initial load: ${js.toFixed(1)} kB gz of JavaScript in ${scripts.size} file(s), ` +
    `${fits ? "within" : "NOT within"} the ${LIMIT_KB} kB allowed; ${gzippedKB(beside).toFixed(1)} kB gz beside it; ${css.toFixed(1)} kB gz of CSS. ` +
    `On demand: ${data.toFixed(1)} kB gz for the table, ${DATA_LIMIT_KB} kB allowed; ` +
    `${plots.toFixed(1)} kB gz to open a figure, ${PLOTS_LIMIT_KB} kB allowed; ` +
    `${training.toFixed(1)} kB gz for the training, ${TRAINING_LIMIT_KB} kB allowed.`,
);
process.exit(fits ? 0 : 1);
