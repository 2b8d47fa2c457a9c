// @ts-check
// `npm run bench [name…]`: bundles each bench/*.bench.ts as a production build would be, minified and
// with everything inside, then runs it with plain Node, one after the other, so that what is
// measured is the code that users get and no test runner stands in between.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = join(root, "node_modules/.cache/backflow-bench");
const wanted = process.argv.slice(2);
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
  const run = spawnSync(process.execPath, ["--expose-gc", join(outDir, name, "bench.mjs")], {
    stdio: "inherit",
    cwd: root,
  });
  if (run.status !== 0) status = 1;
}
process.exitCode = status;
