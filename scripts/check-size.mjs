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

// The style sheet is one, whatever of it is needed when.
const styles = new Set(
  Object.values(manifest).flatMap(({ file }) => (file.endsWith(".css") ? [file] : [])),
);

/**
 * Parts of the build with all that they import statically, without what is there already.
 * @param {readonly string[]} parts
 * @param {ReadonlySet<string>} known
 */
function withImports(parts, known = new Set()) {
  const found = new Set(parts);
  // What is added meanwhile is visited too.
  for (const part of found) {
    const chunk = manifest[part];
    if (!chunk) throw new Error(`The build has no ${part}.`);
    for (const next of chunk.imports ?? []) if (!known.has(next)) found.add(next);
  }
  return found;
}

const first = withImports(Object.keys(manifest).filter((part) => manifest[part]?.isEntry));

/** @param {Iterable<string>} parts */
function filesOf(parts) {
  return new Set([...parts].flatMap((part) => manifest[part]?.file ?? []));
}

/** @param {Iterable<string>} files */
function gzippedKB(files) {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(new URL(file, dist))).length;
  return bytes / 1000;
}

/**
 * What is fetched when these parts are first shown.
 * @param {readonly string[]} parts
 */
function onDemandKB(parts) {
  return gzippedKB(filesOf(withImports(parts, first)));
}

const html = readFileSync(new URL("index.html", dist), "utf8");
const beside = [...html.matchAll(/rel="modulepreload"[^>]* href="\.\/([^"]+)"/g)].flatMap(
  ([, file]) => (file === undefined ? [] : [file]),
);
const js = gzippedKB(filesOf(first));
const css = gzippedKB(styles);
/** @param {RegExp} name */
const chunksCalled = (name) => Object.keys(manifest).filter((part) => name.test(part));
const data = onDemandKB(chunksCalled(/^_panels-data-/));
// Whatever kind a figure is of: the tab and that kind.
const plots = Math.max(
  ...["CurveFigureView", "MapFigureView", "LayersFigureView", "ApproximationFigureView"].map(
    (view) => onDemandKB(["FiguresTab", view].map((part) => `src/panels/figures/${part}.tsx`)),
  ),
);
const training = onDemandKB(chunksCalled(/^_training-(?!thread|worker)/));
const fits = [
  [js, LIMIT_KB],
  [data, DATA_LIMIT_KB],
  [plots, PLOTS_LIMIT_KB],
  [training, TRAINING_LIMIT_KB],
].every(([size = 0, limit = 0]) => size > 0 && size <= limit);
console.log(
  `Initial load: ${js.toFixed(1)} kB gz of JavaScript in ${filesOf(first).size} file(s), ` +
    `${fits ? "within" : "NOT within"} the ${LIMIT_KB} kB allowed; ${gzippedKB(beside).toFixed(1)} kB gz beside it; ${css.toFixed(1)} kB gz of CSS. ` +
    `On demand: ${data.toFixed(1)} kB gz for the table, ${DATA_LIMIT_KB} kB allowed; ` +
    `${plots.toFixed(1)} kB gz to open a figure, ${PLOTS_LIMIT_KB} kB allowed; ` +
    `${training.toFixed(1)} kB gz for the training, ${TRAINING_LIMIT_KB} kB allowed.`,
);
process.exit(fits ? 0 : 1);
