import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { lockPath } from '../../generators/core/model/records.js';
import { commit, edit, fromScratch, options, repository, template, update } from '../support/earlier.js';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { run } from '../support/run.js';
import { outputValidator } from '../support/output.js';
import { expectedTree } from '../support/trees.js';

describe('update', () => {
  it('makes an unedited repository equal to what create writes now, explains why, and has nothing to do again', async () => {
    const cwd = await repository({ Dockerfile: fromScratch, 'nix/dyno.nix': (text) => `# old\n${text}` });
    const { code, stdout, stderr } = await update(cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(treeOf(cwd)).toEqual(await expectedTree(template));
    expect(stdout).toContain(`from 0.0.9 to ${ownPackage.version}`);
    expect(stdout).toContain('Dockerfile: updated');
    for (const { version, changes } of catalog.releases)
      for (const { text, templates = [template] } of changes)
        expect(stdout.includes(`${version}: ${text}`), text).toBe(templates.includes(template));
    await commit(cwd);
    const again = await update(cwd);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('Nothing to update');
    expect(treeOf(cwd)).toEqual(await expectedTree(template));
  });

  it("merges the user's changes, doesn't touch the user's files, and doesn't restore removed ones", async () => {
    const cwd = await repository({ Dockerfile: fromScratch, 'nix/dyno.nix': (text) => `# old\n${text}` });
    edit(cwd, 'Dockerfile', (text) => `# mine\n${text}`);
    edit(cwd, 'README.md', () => 'mine\n');
    rmSync(join(cwd, 'nix/dyno.nix'));
    await commit(cwd);
    const { code, stdout } = await update(cwd);
    expect(code).toBe(0);
    const whole = await expectedTree(template);
    expect(`plain\n${textAt(cwd, 'Dockerfile')}`).toBe(whole.get('Dockerfile')?.replace('\n', '\n# mine\n'));
    expect(textAt(cwd, 'README.md')).toBe('mine\n');
    expect(treeOf(cwd).has('nix/dyno.nix')).toBe(false);
    expect(stdout).toContain('Dockerfile: merged with your changes');
    expect(stdout).toContain('nix/dyno.nix: left out, as you removed it');
  });

  it('leaves conflict markers if both changed the same line, names the sides, and exits with 1', async () => {
    const cwd = await repository({ Dockerfile: fromScratch });
    edit(cwd, 'Dockerfile', (text) => text.replace('FROM scratch-of-old', 'FROM mine'));
    await commit(cwd);
    const { code, stdout } = await update(cwd);
    expect(code).toBe(1);
    expect(textAt(cwd, 'Dockerfile')).toContain(
      `<<<<<<< yours\nFROM mine\n=======\nFROM scratch\n>>>>>>> heroku-nix ${ownPackage.version}\n`,
    );
    expect(stdout).toContain('CONFLICT Dockerfile');
    const before = treeOf(cwd);
    const again = await update(cwd, '--force');
    expect(again).toMatchObject({ code: 1 });
    expect(again.stdout).toMatch(/Dockerfile.*line \d+|Dockerfile:\d+/);
    expect(treeOf(cwd)).toEqual(before);
  });

  it.each([
    ['--ours', 'FROM mine'],
    ['--theirs', 'FROM scratch'],
  ])('leaves no conflict markers with %s', async (flag, line) => {
    const cwd = await repository({ Dockerfile: fromScratch });
    edit(cwd, 'Dockerfile', (text) => text.replace('FROM scratch-of-old', 'FROM mine'));
    await commit(cwd);
    expect(await update(cwd, flag)).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'Dockerfile')).toMatch(new RegExp(`^${line}$`, 'm'));
    expect(textAt(cwd, 'Dockerfile')).not.toContain('<<<<');
  });

  it('changes an answer, and everything that depends on it', async () => {
    const [option] = options as [(typeof options)[number]];
    const value = option.choices.find((each) => each !== option.default) ?? '';
    const cwd = await repository();
    expect(await update(cwd, `--${option.name}`, value, '--base', 'lix')).toMatchObject({ code: 0, stderr: '' });
    const given = { options: { [option.name]: value }, base: 'lix' };
    const [tree, whole] = [treeOf(cwd), await expectedTree(template, given)];
    const lock = JSON.parse(textAt(cwd, lockPath)) as { once: string[] };
    for (const files of [tree, whole]) for (const path of lock.once) files.delete(path);
    expect(tree).toEqual(whole);
  });

  it('shows what it would do, as text or as data, and writes nothing', async () => {
    const cwd = await repository({ Dockerfile: fromScratch });
    const before = treeOf(cwd);
    const { stdout } = await update(cwd, '--dry-run');
    expect(stdout).toContain('-FROM scratch-of-old\n+FROM scratch');
    const data = JSON.parse((await update(cwd, '--dry-run', '--json')).stdout) as { changes: { path: string }[] };
    expect(outputValidator('output').validate(data).errors).toEqual([]);
    expect(data.changes).toContainEqual(expect.objectContaining({ path: 'Dockerfile', kind: 'update' }));
    expect(treeOf(cwd)).toEqual(before);
  });

  it('reports what it did as data in the documented form, with every kind of change', async () => {
    const cwd = await repository({ Dockerfile: fromScratch, 'nix/dyno.nix': (text) => `# old\n${text}` });
    const lock = JSON.parse(textAt(cwd, lockPath)) as { managed: Record<string, string[]> };
    Object.assign(lock.managed, { gone: ['old', ''], mine: ['old', ''] });
    writeFileSync(join(cwd, lockPath), JSON.stringify(lock));
    writeFileSync(join(cwd, 'gone'), 'old\n');
    writeFileSync(join(cwd, 'mine'), 'mine\n');
    edit(cwd, 'Dockerfile', (text) => `# mine\n${text}`);
    rmSync(join(cwd, 'nix/dyno.nix'));
    await commit(cwd);
    const { code, stdout, stderr } = await update(cwd, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const data = JSON.parse(stdout) as { changes: { path: string; kind: string }[] };
    expect(outputValidator('output').validate(data).errors).toEqual([]);
    const kinds = Object.fromEntries(data.changes.map(({ path, kind }) => [path, kind]));
    expect(kinds).toMatchObject({ Dockerfile: 'merge', 'nix/dyno.nix': 'declined', gone: 'delete', mine: 'release' });
    expect(data).toMatchObject({ result: { deleted: ['gone'] } });
    expect(textAt(cwd, 'mine')).toBe('mine\n');
    expect(readdirSync(cwd)).not.toContain('gone');
  });
});

it('prints help', async () => {
  const { code, stdout } = await run(['update', '--help'], { cwd: freshFolder() });
  expect(code).toBe(0);
  for (const word of ['update [directory]', '--ours', '--theirs', '--dry-run', '--force'])
    expect(stdout).toContain(word);
});
