import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTree } from '../../generators/core/project/tree.js';
import { examinedAt, unmetAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';

const app = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' };

describe('a link', () => {
  it('is followed to a file of the project', () => {
    const root = temporaryFolder({
      ...app,
      'heroku/Procfile': 'web: gunicorn app:app --workers 3\n',
      'requirements/production.txt': 'flask\ngunicorn\n',
    });
    symlinkSync('heroku/Procfile', join(root, 'Procfile'));
    symlinkSync('requirements/production.txt', join(root, 'requirements.txt'));
    const { detected } = examinedAt(root);
    expect(detected.processes).toMatchObject([
      { command: 'gunicorn app:app --workers 3', evidence: { path: 'Procfile', line: 1 } },
    ]);
    expect(detected.dependencies.map(({ name }) => name)).toEqual(['flask', 'gunicorn']);
    expect(unmetAt(root)).toEqual([]);
  });

  it('is followed through others, and through a linked folder', () => {
    const root = temporaryFolder({ 'real/deps.txt': 'flask\n' });
    symlinkSync('real', join(root, 'src'));
    symlinkSync('src/deps.txt', join(root, 'a.txt'));
    symlinkSync(join(root, 'a.txt'), join(root, 'b.txt'));
    const tree = openTree(root, []);
    expect(tree.files).toEqual(['a.txt', 'b.txt', 'real/deps.txt']);
    for (const path of ['a.txt', 'b.txt', 'src/deps.txt']) {
      expect(tree.exists(path)).toBe(true);
      expect(tree.text(path)).toBe('flask\n');
    }
    expect(tree.unread()).toEqual([]);
  });

  it.each([
    ['out of the project', '../outside.txt', 'leads out of the project'],
    ['to a device', '/dev/zero', 'leads out of the project'],
    ['into the repository', '.git/config', 'leads out of the project'],
    ['nowhere', 'gone.txt', 'leads nowhere'],
    ['to itself', 'requirements.txt', 'leads nowhere'],
  ])('%s is told, and nothing else is concluded', (_, target, why) => {
    const root = join(
      temporaryFolder({ 'outside.txt': 'secret\n', 'in/app.py': app['app.py'], 'in/.git/config': 'x' }),
      'in',
    );
    symlinkSync(target, join(root, 'requirements.txt'));
    const tree = openTree(root, ['.git']);
    expect(tree.files).toEqual(['app.py']);
    expect(tree.exists('requirements.txt')).toBe(false);
    expect(tree.text('requirements.txt')).toBeUndefined();
    expect(unmetAt(root, 'flask')).toEqual([`build missing: requirements.txt can't be read: it is a link that ${why}`]);
  });

  it('in a linked folder does not lead out either', () => {
    const root = join(temporaryFolder({ 'other/deps.txt': 'secret\n', 'in/app.py': '' }), 'in');
    symlinkSync('../other', join(root, 'src'));
    expect(openTree(root, []).text('src/deps.txt')).toBeUndefined();
    expect(openTree(root, []).exists('src/deps.txt')).toBe(false);
  });
});
