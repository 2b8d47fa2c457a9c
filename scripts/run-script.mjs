// @ts-check
// Scripts of packages, started with this Node itself: no shell, on any system.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Runs a script to its end. Where it is `held`, its output is returned instead of shown.
 * @param {string} script
 * @param {string[]} options
 * @param {Record<string, string>} environment added to this one's
 * @param {boolean} held
 * @returns {Promise<{ status: number | null, seconds: number, output: string }>}
 */
export function runScript(script, options, environment, held) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [script, ...options], {
      stdio: ["ignore", held ? "pipe" : "inherit", held ? "pipe" : "inherit"],
      env: { ...process.env, ...environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (status) =>
      resolve({ status, seconds: (performance.now() - started) / 1000, output }),
    );
  });
}

/**
 * The script behind a package's command.
 * @param {string} name
 * @param {string} command
 */
export function bin(name, command) {
  // Not by require.resolve: some packages do not export their package.json.
  const folder = join("node_modules", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof manifest.bin === "string" ? manifest.bin : manifest.bin[command]);
}
