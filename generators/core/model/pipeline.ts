/*
 * The pipeline. Data flows one way; each stage has one readonly type.
 *
 *     flags + prompts + .yo-rc.json
 *         → Answers         what the user said, validated, every default filled in    answers/
 *         → RenderContext   everything that templates may read, derived from it       render/context
 *         → FileSet         path → { content, mode, ownership, reason }               render/
 *         → Change[]        plan(disk, next, lock)                                    plan/plan
 *         → disk            staged in a folder, then renamed; records last            plan/apply
 *
 * The catalog (templates, add-ons, bases, CI systems, licenses) is read from templates/ and is an input of every stage.
 */

import type { AxisAnswers } from './axes.js';
import type { Onboarded } from './detection.js';
import type { Ownership } from './layer.js';

/** The user's decisions: complete, validated, and all that rendering depends on. Kept in .yo-rc.json. */
export interface Answers extends AxisAnswers {
  readonly template: string;
  /** Heroku app name. */
  readonly name: string;
  /** Display title: any one line of text. */
  readonly title: string;
  /** Ids of add-ons, in the catalog's order. */
  readonly addons: readonly string[];
  /** All of the template's own options, by name. */
  readonly options: Readonly<Record<string, string>>;
  /** The app's path in a larger repository, which is looked up each time; absent at the root. */
  readonly folder?: string;
  /** What was detected in an existing project; a repository of our own has none. */
  readonly project?: Onboarded;
}

/** What the user has said so far: any part of the answers, each part valid by itself. */
export type PartialAnswers = Partial<Omit<Answers, 'options' | 'project' | 'folder'>> & Pick<Answers, 'options'>;

/** One file of the repository to write. */
export interface RenderedFile {
  readonly content: Buffer;
  /** Permission bits, 0o644 or 0o755. */
  readonly mode: number;
  /** `record` files are the tool's own memory: rewritten whenever they differ. */
  readonly ownership: Ownership | 'record';
  readonly reason: string;
  /** Whether a program writes it for itself: long, and nothing that anyone reads. */
  readonly lock?: true;
  /** Paths that the file had in earlier versions of the template. */
  readonly was?: readonly string[];
}

/** Path (with forward slashes; see outside.ts) → file. */
export type FileSet = ReadonlyMap<string, RenderedFile>;
