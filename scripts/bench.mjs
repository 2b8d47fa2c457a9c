// @ts-check
// `npm run bench [name…] [-- --keep]`: bundles each bench/*.bench.ts as a production build would be, minified and
// with everything inside, then runs it with plain Node, one after the other, so that what is
// measured is the code that users get and no test runner stands in between.
//
// Below each row stands the same row as bench/before/<name>.txt has it, so that a change is seen beside what was. `--keep`
// writes those files: it is meant for a quiet machine, and they are committed.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = join(root, "node_modules/.cache/backflow-bench");
const keeps = process.argv.includes("--keep");
const wanted = process.argv.slice(2).filter((argument) => argument !== "--keep");
const beforeDir = join(root, "bench/before");
const benches = readdirSync(join(root, "bench"))
  .filter((file) => file.endsWith(".bench.ts"))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
  .sort();
if (benches.length === 0) {
  console.error(
    `No bench/*.bench.ts${wanted.length > 0 ? ` named like ${wanted.join(", ")}` : ""}.`,
  );
  process.exit(1);
}

rmSync(outDir, { recursive: true, force: true });
let status = 0;
for (const file of benches) {
  const name = basename(file, ".bench.ts");
  console.log(`\n── ${file} ──`);
  await build({
    root,
    // "production" also for React and the like, whatever the shell says.
    mode: "production",
    logLevel: "warn",
    ssr: { noExternal: true },
    build: {
      ssr: join(root, "bench", file),
      outDir: join(outDir, name),
      emptyOutDir: true,
      copyPublicDir: false,
      manifest: false,
      minify: true,
      rolldownOptions: { output: { entryFileNames: "bench.mjs" } },
    },
  });
  // --expose-gc lets a bench clean up between its cases.
  const run = spawn(process.execPath, ["--expose-gc", join(outDir, name, "bench.mjs")], {
    stdio: ["inherit", "pipe", "inherit"],
    cwd: root,
  });
  const ended = new Promise((resolve) => run.on("close", resolve));
  const before = rowsBefore(name);
  const printed = [];
  for await (const line of createInterface({ input: run.stdout })) {
    printed.push(line);
    console.log(line);
    const [label, numbers] = rowOf(line);
    const old = before.get(label);
    if (numbers !== "" && old !== undefined) {
      console.log(`${"  before".padEnd(line.length - numbers.length)}${old}`);
    }
  }
  if ((await ended) !== 0) status = 1;
  else if (keeps) {
    mkdirSync(beforeDir, { recursive: true });
    writeFileSync(join(beforeDir, `${name}.txt`), `${printed.join("\n")}\n`);
  }
}
process.exitCode = status;

/**
 * What a row is about, and its numbers; no numbers in a line that is no row.
 * @param {string} line
 * @returns {[label: string, numbers: string]}
 */
function rowOf(line) {
  const row = /^(\S.*?)\s{2,}(?=\S)(.*\d.*)$/.exec(line);
  return [row?.[1] ?? line, row?.[2] ?? ""];
}

/**
 * The numbers of each row of the bench before, by what the row is about.
 * @param {string} name
 */
function rowsBefore(name) {
  const file = join(beforeDir, `${name}.txt`);
  return new Map(existsSync(file) ? readFileSync(file, "utf8").split("\n").map(rowOf) : []);
}
