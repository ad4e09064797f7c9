import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTree } from '../../generators/core/project/tree.js';
import { temporaryFolder, treeOf } from '../support/folders.js';

describe('a tree', () => {
  it('lists regular files, those nearest to the root first', () => {
    const root = temporaryFolder({ 'z.txt': '', 'a/b/deep.txt': '', 'a/near.txt': '' });
    expect(openTree(root, []).files).toEqual(['z.txt', 'a/near.txt', 'a/b/deep.txt']);
  });

  it('skips the folders it is told to, those in .gitignore, and virtual environments', () => {
    const root = temporaryFolder({
      '.gitignore': '# results\n/made/\n*.log\n',
      'main.txt': '',
      'made/x': '',
      'modules/x': '',
      'a/made/x': '',
      'my-env/pyvenv.cfg': '',
      'my-env/lib/x': '',
    });
    expect(openTree(root, ['modules']).files).toEqual(['.gitignore', 'main.txt', 'a/made/x']);
  });

  it("survives link loops, sockets, pipes, unreadable folders and files that aren't text", async () => {
    const root = temporaryFolder({ 'main.txt': 'words', 'below/file.txt': '', 'closed/file.txt': '' });
    symlinkSync('..', join(root, 'below/loop'));
    symlinkSync('main.txt', join(root, 'link.txt'));
    symlinkSync('nowhere', join(root, 'broken'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(root, 'socket'), done));
    onTestFinished(() => void server.close());
    chmodSync(join(root, 'closed'), 0);
    onTestFinished(() => {
      chmodSync(join(root, 'closed'), 0o755);
    });
    writeFileSync(join(root, 'binary'), Buffer.from([1, 0, 2]));
    writeFileSync(join(root, 'huge.txt'), '');
    truncateSync(join(root, 'huge.txt'), 2 ** 33);
    const tree = openTree(root, []);
    expect(tree.files).toEqual(expect.arrayContaining(['main.txt', 'below/file.txt', 'binary', 'huge.txt']));
    for (const path of ['broken', 'pipe', 'socket', 'below/loop']) expect(tree.files).not.toContain(path);
    for (const path of ['main.txt', 'link.txt']) expect(tree.text(path)).toBe('words');
    for (const path of ['pipe', 'socket', 'broken', 'binary', 'huge.txt', 'closed', 'nothing'])
      expect(tree.text(path)).toBeUndefined();
  });

  it('stops early in an endless folder, and reports it', () => {
    const root = temporaryFolder();
    for (let part = 0; part < 100; part += 1) {
      mkdirSync(join(root, `part-${part}`));
      for (let file = 0; file < 50; file += 1) writeFileSync(join(root, `part-${part}`, `${file}`), '');
    }
    const tree = openTree(root, []);
    expect(tree.cut).toBe(true);
    expect(tree.files.length).toBeLessThan(5000);
  });

  it('changes nothing, and reads each file once', () => {
    const root = temporaryFolder({ 'main.txt': 'one' });
    const before = treeOf(root);
    const tree = openTree(root, []);
    expect(tree.text('main.txt')).toBe('one');
    expect(treeOf(root)).toEqual(before);
    writeFileSync(join(root, 'main.txt'), 'two');
    expect(tree.text('main.txt')).toBe('one');
    expect(readFileSync(join(root, 'main.txt'), 'utf8')).toBe('two');
  });

  it('is empty if there is no folder', () => {
    expect(openTree(join(temporaryFolder(), 'nowhere'), [])).toMatchObject({ files: [], cut: false });
  });
});
