/*
 * The formats of the texts in our two records. Records come with a repository, from anyone, so each text in them is
 * checked against its format before it is used.
 */
import valid from 'semver/functions/valid.js';
import * as v from 'valibot';
import { isSafePath } from './safe-path.js';

/** Heroku's rule for app names (Dev Center, platform-api-reference, "App"). */
export const herokuName = /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/;

/** A text with a maximum number of characters. */
export const text = (most: number) => v.pipe(v.string('it is not text'), v.maxLength(most, 'it is too long'));

/** A text that matches a pattern. */
export const word = (most: number, pattern: RegExp, message: string) => v.pipe(text(most), v.regex(pattern, message));

/** A list with a maximum number of items. */
export const list = <Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(v.array(item, 'it is not a list'), v.maxLength(most, 'it is too long'));

/** A path in the repository that leads nowhere else on any system. */
export const path = v.pipe(text(1024), v.check(isSafePath, 'it is not a path in the repository'));

/** The same, or a hidden file at the root of the repository around the project (outside.ts): services look there. */
export const managedPath = v.pipe(
  text(1024),
  v.check((each) => isSafePath(each.replace(/^\/(?=\.[a-z])/, '')), 'it is not a path in the repository'),
);

/** A path of letters, digits and a few marks that no Dockerfile, shell or glob treats as special. */
export const plainPath = v.pipe(
  path,
  v.regex(/^[\p{L}\p{M}\p{N}_@+=.,/ -]+$/u, 'it has characters that no such path has'),
);

/** The same for a folder, which may be the root itself. */
export const plainFolder = v.union([v.literal('.'), plainPath], 'it is not a folder in the repository');

export const appName = word(30, herokuName, 'it is not the name of a Heroku app');

/** Names of folders in the catalog: templates, add-ons and so on. */
export const catalogName = word(60, /^[a-z][a-z0-9-]*$/, 'it is not a name of the catalog');

export const version = v.pipe(
  text(100),
  v.check((each) => valid(each) !== null, 'it is not a version number'),
);

/** A process type: what Heroku allows in a Procfile, as long as it can be a file name. */
export const processType = word(
  63,
  /^[A-Za-z0-9][\w-]*$/,
  'a process type has letters, digits, dashes and underscores',
);

/** A command: one shell line, without terminal control characters. */
export const command = word(4000, /^(?!\s*$)(?:\t|[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}])+$/u, 'it is not one plain line');

/** A config var. */
export const variable = word(100, /^[A-Za-z_]\w*$/, 'it is not the name of a config var');

/** A value of a config var that needs no quotes anywhere. */
export const variableValue = word(100, /^[A-Za-z0-9][\w.:-]*$/, 'it is not a plain value of a config var');

/** The address of a registry of packages, without a login. */
export const registry = word(300, /^https?:\/\/[\w.:[\]-]+\/(?:[\w.~%+-]+\/)*$/, 'it is not the address of a registry');

/** A nixpkgs package, with its extras and requested versions: "flask[async] >=3,<4". */
export const nixPackage = word(
  400,
  /^[A-Za-z0-9_][\w.+-]*(?:\[[\w.,-]*\])?(?: [!-~]+)?$/,
  'it is not a package with its versions',
);
