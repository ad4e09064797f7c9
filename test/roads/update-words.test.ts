import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { edit } from '../support/earlier.js';
import { freshFolder } from '../support/folders.js';
import { documentOf, outputValidator } from '../support/output.js';
import { sh, tool } from '../support/place.js';
import { machine } from '../support/programs.js';
import { catalog } from '../support/rendering.js';

const [{ id: template, options }] = catalog.templates as [(typeof catalog.templates)[number]];
const yes = ['--template', template, '--yes'];

describe('what update prints about files', () => {
  const knob = (text: string): string => text.replace(new RegExp(`^(.*\\b${option.name} = .*?)#.*$`, 'm'), '$1# mine');
  const [option] = options as [(typeof options)[number]];
  const change = [`--${option.name}`, option.choices.find((each) => each !== option.default) ?? ''];

  it.each([
    ['--theirs', 'flake.nix: took ours; your change was dropped'],
    ['--ours', `flake.nix: kept yours; still on ${option.name} ${option.default}`],
  ])('with %s describes the lines that both changed', async (flag, words) => {
    const place = { cwd: freshFolder('my-app'), on: machine() };
    await tool(yes, place);
    edit(place.cwd, 'flake.nix', knob);
    await sh('git add -A && git commit -qm x', place);
    const { stdout } = await tool(['update', ...change, flag], place);
    expect(stdout).toContain(words);
    expect(stdout.includes('.yo-rc.json now says')).toBe(flag === '--ours');
    await sh('git checkout -q HEAD .', place);
    const data = documentOf(await tool(['update', ...change, flag, '--json'], place), outputValidator('output'));
    expect(data).toMatchObject({
      changes: expect.arrayContaining([expect.objectContaining({ settled: 1 })]) as object,
    });
  });

  it("follows an answer into the user's files, and says why others are removed", async () => {
    const place = { cwd: freshFolder('my-app'), on: machine() };
    await tool(yes, place);
    edit(place.cwd, 'README.md', (text) => `${text}\nmine\n`);
    await sh('git commit -qam x', place);
    const { stdout } = await tool(['update', ...change, '--ci', 'none'], place);
    expect(stdout).toContain('README.md: merged with your changes');
    expect(stdout).toContain('.github/workflows/ci.yml: removed: not part of --ci none');
    const readme = await sh('cat README.md', place);
    expect(readme).toMatch(/\nmine\n$/);
    expect(readme).not.toContain('badge.svg)](../../actions');
  });

  it("names the user's lines that an answer makes outdated, if it can't merge", async () => {
    const place = { cwd: freshFolder('my-app'), on: machine() };
    await tool(yes, place);
    const readme = await sh('cat README.md', place);
    const line = readme.split('\n').findIndex((each) => each.startsWith('[![CI]')) + 1;
    const lock = join(place.cwd, '.heroku-nix.lock.json');
    writeFileSync(
      lock,
      (await sh('cat .heroku-nix.lock.json', place)).replace(/"generator": "[^"]*"/, '"generator": "0.0.9"'),
    );
    await sh('git add -A && git commit -qm x', place);
    const { stdout } = await tool(['update', '--ci', 'none'], place);
    expect(stdout).toContain(`yours, worth a look: README.md:${line}`);
    expect(await sh('cat README.md', place)).toBe(readme);
  });
});
