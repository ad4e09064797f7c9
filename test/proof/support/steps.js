/* The steps of the proof for one repository, in order. */
import { lock } from './cases.js';
import { withoutCompiler } from './compiler.js';
import { beginning, commands, edit, promised } from './copy.js';
import { linesOf, script } from './world.js';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} [needs] names of steps that must pass first
 * @property {() => Promise<string[]>} run returns what is worth reading
 */

/**
 * @param {import('./cases.js').Case} one
 * @param {import('../../../generators/core/model/pipeline.js').FileSet} files what was rendered
 * @param {import('./world.js').Place} place
 * @param {{ again?: boolean, changed?: boolean }} [how] again: images may be built from the cache of an earlier
 *   build; changed: the copy differs from what was rendered
 * @returns {Step[]}
 */
export function stepsOf(one, files, { hash, lane }, { again = false, changed = false } = {}) {
  const probes = ['/', '/healthz'];
  const start = beginning(files);

  /** @param {string} name @param {...string} args */
  const inWorld = (name, ...args) => {
    const words = [name, ...args]
      .join(' ')
      .replace('localhost/proof/', '')
      .replace(/[^\w.-]+/g, '_');
    return script('step', [name, one.id, ...args], { log: `${one.id}/${words.slice(0, 80)}`, minutes: 15, lane });
  };
  /** @param {string} name @param {...string} args */
  const noted = async (name, ...args) => linesOf(await inWorld(name, ...args), 'NOTE');

  /** @type {Step[]} */
  const withNix = [
    { name: 'lock', run: () => Promise.resolve(changed ? [] : lock(one, files, hash)) },
    { name: 'flake check', run: () => noted('check') },
    {
      name: 'packages',
      run: async () => {
        const names = linesOf(await inWorld('outputs'), 'OUTPUT');
        const notes = [];
        for (const name of names) notes.push(`${name}: ${(await noted('build', name)).join()}`);
        return notes;
      },
    },
    { name: 'dependencies', run: () => noted('dependencies', start.path, start.sign) },
    { name: 'nix run', run: () => noted('run', ...probes) },
    { name: 'nix develop', run: () => noted('develop', ...promised(one)) },
    ...(files.has('nix/services.nix') ? [{ name: 'services', run: () => noted('services') }] : []),
    { name: 'layout', run: () => noted('layout') },
    { name: 'other systems', run: () => noted('systems') },
    { name: 'classic builder', run: () => noted('classic') },
    { name: 'process types', run: () => Promise.resolve(Object.entries(commands(one)).map((each) => each.join(': '))) },
  ];

  /** @param {string} tag @param {string} title @param {boolean} own whether to start the image's own command @returns {Step[]} */
  const inImage = (tag, title, own) => [
    {
      name: `contents of ${title}`,
      needs: [title],
      run: () => noted('contents', tag, ...Object.values(commands(one))),
    },
    ...['-c', '-l -c'].map((flags) => ({
      name: `boot ${title} by sh ${flags}`,
      needs: [title],
      run: () => noted('boot', tag, flags, own ? '' : (commands(one).web ?? ''), ...probes),
    })),
  ];

  const onBases = one.bases.flatMap(({ id, image }) => {
    const tag = `localhost/proof/${one.id}:${id}`;
    const full = fullName(image);
    const title = `image on ${id}`;
    /** @type {Step[]} */
    const steps = [
      {
        name: title,
        needs: ['lock'],
        run: async () => {
          const text = await inWorld('image', tag, full, again ? 'again' : 'cold');
          return linesOf(withoutCompiler(text, one.answers.template), 'NOTE');
        },
      },
      ...inImage(tag, title, false),
      { name: `rebuild on ${id}`, needs: [title], run: () => rebuilt(tag, full) },
    ];
    return steps;
  });

  /** @param {string} tag @param {string} full */
  const rebuilt = async (tag, full) => {
    const undo = edit(one, files);
    try {
      const text = await inWorld('image', tag, full, 'rebuild');
      const others = linesOf(text, 'BUILT').filter((name) => name !== one.answers.name);
      if (others.length > 0) throw new Error(`An edit of the source builds more than the app: ${others.join(', ')}`);
      return linesOf(text, 'NOTE');
    } finally {
      undo();
    }
  };

  const nixTag = `localhost/proof/${one.id}:nix`;
  /** @type {Step[]} */
  const byNix = [
    { name: 'context', needs: ['lock'], run: () => noted('context') },
    { name: 'image by Nix', needs: ['lock'], run: () => noted('nix_image', nixTag) },
    ...inImage(nixTag, 'image by Nix', true),
  ];
  return [...withNix, ...onBases, ...byNix];
}

/**
 * The name under which a builder looks for an image. A look-alike can't have the digest of the real one, so it goes by
 * the tag.
 *
 * @param {string} image
 */
export function fullName(image) {
  const name = image.replace(/@.*$/, '');
  return /^[^/]*[.:][^/]*\//.test(name) ? name : `docker.io/${name}`;
}
