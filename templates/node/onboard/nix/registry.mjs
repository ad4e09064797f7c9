// What is this folder? How Nix builds the project and puts it into an image that Heroku can run.
// This file is the registry while Nix builds: pnpm asks it for packages, and it answers with those that
// Nix fetched, by the hashes in pnpm-lock.yaml. pnpm checks them again.
// You rarely touch it.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname } from "node:path";

const { manifests, tarballs, elsewhere } = JSON.parse(
  readFileSync(process.env.servedPath, "utf8"),
);
for (const [path, manifest] of Object.entries(manifests)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(manifest));
}

const server = createServer(({ url }, answer) => {
  const file = tarballs[decodeURIComponent(url)];
  if (!file)
    console.error(
      `pnpm asks for something that pnpm-lock.yaml doesn't list: ${url}`,
    );
  answer.writeHead(file ? 200 : 404).end(file && readFileSync(file));
});

server.listen(0, "127.0.0.1", () => {
  const registry = `http://127.0.0.1:${server.address().port}`;

  // What has an address in the lock file gets one of ours.
  const lock = readFileSync("pnpm-lock.yaml", "utf8").replace(
    /\{(integrity: ([^,}]+))[^}]*\}/g,
    (whole, integrity, hash) =>
      elsewhere[hash]
        ? `{${integrity}, tarball: ${registry}${elsewhere[hash]}}`
        : whole,
  );
  writeFileSync("pnpm-lock.yaml", lock);

  const [command, ...words] = process.argv.slice(2);
  const install = spawn(
    process.execPath,
    [command, ...words, `--registry=${registry}/`],
    {
      stdio: "inherit",
    },
  );
  install.on("exit", (code) => process.exit(code ?? 1));
});
