import { describe, expect, it } from 'vitest';
import { isPrivateHost } from '../../../generators/core/project/requirements/hosts.js';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { entry, npmProject } from '../../support/npm-project.js';

describe('a host', () => {
  it.each(
    'localhost verdaccio nexus.local 127.0.0.1 10.1.2.3 172.20.0.1 192.168.1.9 169.254.0.1 100.64.0.1 [::1] [fd12::1] a.internal LOCALHOST. npm.corp'.split(
      ' ',
    ),
  )("%s can't be reached by a build on Heroku", (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  it.each('example.com 8.8.8.8 172.32.0.1 100.128.0.1 localhost.example.com 11.0.0.1 [2001:db8::1]'.split(' '))(
    '%s may be',
    (host) => {
      expect(isPrivateHost(host)).toBe(false);
    },
  );
});

describe('an entry of a lock file', () => {
  const toldOf = (name: string, resolved: string, npmrc = '') =>
    requirementsFrom(
      examinedAt(
        temporaryFolder(
          npmProject(
            { 'node_modules/ms': entry('ms'), [`node_modules/${name}`]: entry(name, { resolved }) },
            {},
            { '.npmrc': npmrc },
          ),
        ),
        'node',
      ),
    )
      .filter(({ kind, state }) => kind === 'lock' && state.is !== 'met')
      .map(({ state, headline, evidence: [place] }) => `${state.is}: ${headline} @${place?.line ?? 0}`);

  it.each([
    [
      'a',
      'http://localhost:4873/a/-/a-1.0.0.tgz',
      "missing: a comes from localhost:4873, which a build on Heroku can't reach",
    ],
    [
      '@x/a',
      'https://10.0.0.5/@x/a/-/a-1.0.0.tgz',
      "missing: @x/a comes from 10.0.0.5, which a build on Heroku can't reach",
    ],
    [
      '@x/a',
      'https://npm.acme.example/download/@x/a/1.0.0/abc',
      'missing: @x/a comes from npm.acme.example, a registry of its own',
    ],
    [
      'a',
      'https://mirror.example/a/-/a-1.0.0.tgz',
      'unknown: Not sure that everyone may download a from mirror.example',
    ],
  ])('%s from %s', (name, resolved, expected) => {
    expect(toldOf(name, resolved)).toEqual([expect.stringContaining(expected)]);
  });

  it('comes from a host that the project has a login for', () => {
    const npmrc = '@x:registry=https://npm.acme.example/\n//npm.acme.example/:_authToken=${TOKEN}\n';
    expect(toldOf('b', 'https://npm.acme.example/b/-/b-1.0.0.tgz', npmrc)).toEqual([
      expect.stringMatching(/^missing: b comes from npm\.acme\.example, which needs a login/),
    ]);
  });

  it('never shows a login that is in its address', () => {
    const told = toldOf('@x/a', 'https://me:secret@npm.acme.example/@x/a/-/a-1.0.0.tgz');
    expect(told.join()).not.toContain('secret');
  });
});
