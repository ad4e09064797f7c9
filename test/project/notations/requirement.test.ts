import { describe, expect, it } from 'vitest';
import { isAddress, itselfAt, nameAt, shownAddress } from '../../../generators/core/project/notations/addresses.js';
import { isConstraint, requirementIn } from '../../../generators/core/project/notations/requirement.js';

describe('a requirement', () => {
  const read: readonly (readonly [string, ...string[]])[] = [
    ['flask', 'flask'],
    ['Flask==3.0.3', 'Flask', '', '==3.0.3'],
    ['flask (>=3.1.0,<4.0.0)', 'flask', '', '>=3.1.0,<4.0.0'],
    ['flask(>=3)', 'flask', '', '>=3'],
    ['flask[async,dotenv] >= 3 , < 4', 'flask', 'async,dotenv', '>=3,<4'],
    ['flask [async]', 'flask', 'async'],
    ['a[]~=1.2', 'a', '', '~=1.2'],
    ['torch==2.1.0+cpu', 'torch', '', '==2.1.0+cpu'],
    ['a==1.*', 'a', '', '==1.*'],
    ['a===odd', 'a', '', '===odd'],
    ['a>=1,', 'a', '', '>=1'],
    ['zope.interface!=5,>=4', 'zope.interface', '', '!=5,>=4'],
    ['a>=1;python_version<"3"', 'a', '', '>=1', '', 'python_version<"3"'],
    ['a ; extra == "x"', 'a', '', '', '', 'extra == "x"'],
    ['a @ git+https://h.example/a.git@v1', 'a', '', '', 'git+https://h.example/a.git@v1'],
    ['a[b]@https://h.example/a.zip;x=1', 'a', 'b', '', 'https://h.example/a.zip;x=1'],
    ['a @ https://h.example/a.whl ; os_name == "nt"', 'a', '', '', 'https://h.example/a.whl', 'os_name == "nt"'],
  ];
  it.each(read)('%s is read', (line, name, extras = '', version = '', url = '', marker = '') => {
    const found = requirementIn(line);
    expect(found && { ...found, extras: found.extras.join() }).toEqual({ name, extras, version, url, marker });
  });

  it.each([
    'flask=3.0',
    'flask 3.0',
    'flask >',
    'flask>=',
    'flask >=1 <2',
    'flask[',
    '-flask',
    'flask @',
    '',
    'a==1=b',
  ])('"%s" is none', (line) => {
    expect(requirementIn(line)).toBeUndefined();
  });
});

describe('a version in a table', () => {
  it.each([
    '',
    '*',
    '^3.0',
    '~1.2',
    '1.2.*',
    '==1.2',
    '>=1,<2',
    '>=1 <2',
    '>= 1.0, < 2',
    '^1 || ^2',
    '^1 | ^2',
    '1.0b1',
    '!=3',
  ])('"%s" is one', (version) => {
    expect(isConstraint(version)).toBe(true);
  });
  it.each(['latest', '^', '>==3', 'three', '>=x', '(>=1)'])('"%s" is none', (version) => {
    expect(isConstraint(version)).toBe(false);
  });
});

describe('an address', () => {
  const addresses = [
    ['git+https://h.example/acme/asks.git@main#egg=asks', 'asks'],
    ['git+https://h.example/acme/pick.git@8.1.7', 'pick'],
    ['git+ssh://git@h.example/acme/private.git@v1#egg=own_name&subdirectory=x', 'own_name'],
    ['git+ssh://git@h.example/acme/private.git', 'private'],
    ['https://h.example/wheels/thing_two-1.0-py3-none-any.whl', 'thing_two'],
    ['https://h.example/a/thing-1.0.tar.gz?token=1#sha256=0', 'thing'],
    ['https://h.example/archive/main.zip', 'main.zip'],
    ['./libs/other', 'other'],
    ['../sibling/', 'sibling'],
    ['libs/third[extra]', 'third'],
    ['file:///home/me/fourth', 'fourth'],
    ['vendor\\win', 'win'],
    ['thing-2.0-py3-none-any.whl', 'thing'],
    ['..', '..'],
  ] as const;
  it.each(addresses)('%s has the name %s', (address, name) => {
    expect(isAddress(address)).toBe(true);
    expect(nameAt(address)).toBe(name);
  });

  it.each(['flask', 'flask>=3', 'a @ https://h.example/a', 'zope.interface', 'a; sys_platform == "a/b"', 'a[b]==1'])(
    '%s is none',
    (entry) => {
      expect(isAddress(entry)).toBe(false);
    },
  );

  it('may be the project itself', () => {
    for (const path of ['.', './', 'file:.']) expect(itselfAt(path)).toEqual([]);
    expect(itselfAt('.[web, db]')).toEqual(['web', 'db']);
    for (const path of ['./libs', '..', '/', 'file:///home', 'git+https://h.example/x'])
      expect(itselfAt(path)).toBeUndefined();
  });

  it('is shown without a password', () => {
    expect(shownAddress('git+https://me:secret@h.example/x.git')).toBe('git+https://h.example/x.git');
    expect(shownAddress('https://token@h.example/x.zip')).toBe('https://h.example/x.zip');
    expect(shownAddress('git+ssh://git@h.example/x.git')).toBe('git+ssh://git@h.example/x.git');
  });
});
