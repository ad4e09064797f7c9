import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import registryUrl from 'registry-url';
import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../generators/core/model/readiness.js';
import { freshFolder, place } from '../support/folders.js';
import { sh, tool, type Place } from '../support/place.js';
import { machine } from '../support/programs.js';

const online = ({ cwd, on }: Place): Place => ({
  cwd,
  on: { ...on, env: Object.assign({ ...process.env, npm_config_registry: registryUrl() }, on.env) },
});

/** What stands in the way of the release, with the fix. */
const missingIn = async (at: Place): Promise<string[]> => {
  const { stdout } = await tool(['onboard', '.', '--explain', '--json'], at);
  const { requirements } = JSON.parse(stdout) as { requirements: Requirement[] };
  return requirements.flatMap(({ headline, stage, state }) =>
    state.is === 'missing' && stage !== 'keep' ? [`${headline} | ${state.fix ?? ''}`] : [],
  );
};

const lock = 'install --ignore-scripts';

/** Each tool: how it is started here, how it locks, and what makes a development dependency an ordinary one. */
const managers = [
  ['npm', 'npm', `npm ${lock} --omit-lockfile-registry-resolved=false`, "npm install --save-prod 'semver@^6.0.0'"],
  ['pnpm', 'npx --yes pnpm@10', `pnpm ${lock}`, "pnpm add --save-prod 'semver@^6.0.0'"],
  ['yarn', 'npx --yes yarn@1', `yarn ${lock}`, "yarn remove semver && yarn add 'semver@^6.0.0'"],
] as const;

describe('a release that starts a development dependency', () => {
  it.each(managers)('of %s is mended by the printed command', async (name, program, locking, command) => {
    const at = { cwd: freshFolder(), on: machine() };
    place(at.cwd, {
      'package.json': JSON.stringify({ name: 'a', private: true, devDependencies: { semver: '^6.0.0' } }),
      'a.js': 'require("http").createServer().listen(process.env.PORT)\n',
      Procfile: 'web: node a.js\nrelease: semver 1.0.0\n',
      '.gitignore': 'node_modules/\n',
    });
    const started = (line: string): string => line.replace(new RegExp(`\\b${name} (?=\\w)`, 'g'), `${program} `);
    await sh(`git init -q && ${started(locking)}`, online(at));
    expect(await missingIn(at)).toEqual([
      `release starts semver, which isn't in the image: semver is a development dependency | ${command}, or start a program that doesn't need it: release: <command>`,
    ]);
    await sh(started(command), online(at));
    expect(await missingIn(at)).toEqual([]);
    const { dependencies, devDependencies = {} } = JSON.parse(
      readFileSync(join(at.cwd, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    // It stays one of the versions that the project asks for.
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: { semver: expect.stringMatching(/^\^6\./) as string },
      devDependencies: {},
    });
  });
});
