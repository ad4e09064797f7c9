#!/usr/bin/env node
/*
 * The bin. It imports nothing before it can report that an import failed: if only a few files may be open, Node.js
 * can't even load the modules that report errors.
 */
import module from 'node:module';

// Node.js 22 and later cache compiled code in the system's temporary directory.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

async function main(): Promise<void> {
  try {
    const { start } = await import('./core/commands/start.js');
    await start(process.argv.slice(2));
  } catch (error) {
    tell(error);
  }
}

/** Reports that the program couldn't start, with only what Node.js has already loaded. */
function tell(error: unknown): void {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/[^ -~]+/g, ' ').slice(0, 500);
  const isShort = /\b(?:EMFILE|ENFILE|ENOMEM|EAGAIN)\b/.test(reason);
  const problem = {
    headline: 'heroku-nix could not start',
    detail: reason,
    fix: isShort ? 'ulimit -n 1024, then the same command again' : 'npm install --global generator-heroku-nix@latest',
    url: 'https://github.com/generator-heroku-nix/generator-heroku-nix#readme',
  };
  process.exitCode = isShort ? 75 : 1;
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ format: 1, error: problem }, null, 2)}\n`);
  else
    process.stderr.write(
      `\n${problem.headline}\n\n  ${problem.detail}\n\n  Fix:  ${problem.fix}\n  More: ${problem.url}\n\n`,
    );
}

void main();
