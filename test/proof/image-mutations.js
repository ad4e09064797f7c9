/* Deliberate faults that an image shows. They are made in Flask's repository, whose image builds fastest. */

/** @type {readonly import('./mutations.js').Mutation[]} */
export const imageMutations = [
  {
    fault: 'no CMD',
    file: 'Dockerfile',
    find: /^CMD .*$/m,
    replace: '',
    step: 'contents of image on BASE',
    says: 'has no CMD',
  },
  {
    fault: 'no /tmp',
    file: 'Dockerfile',
    find: ' && mkdir -m 1777 /base/tmp',
    replace: ' && true',
    step: 'contents of image on BASE',
    says: '/tmp is missing',
  },
  {
    fault: 'a folder that only root may enter',
    file: 'Dockerfile',
    find: '/bin" /image/',
    replace: '/bin" /image/ && chmod 700 /image/nix/store',
    step: 'contents of image on BASE',
    says: 'only root may read: ./nix/store',
  },
  {
    fault: 'the source in the image',
    file: 'Dockerfile',
    find: '/bin" /image/',
    replace: '/bin" /image/ && cp -r /src /image/src',
    step: 'contents of image on BASE',
    says: 'files outside the store: ./src/',
  },
  {
    fault: 'a secret in the image',
    file: 'Dockerfile',
    find: '/bin" /image/',
    replace: '/bin" /image/ && cp notes.txt /image/nix/store/*-my-app',
    step: 'contents of image on BASE',
    says: 'holds a secret',
  },
  {
    fault: 'a program in the image that is not the app’s',
    file: 'Dockerfile',
    find: '/bin" /image/',
    replace: '/bin" /image/ && ln -s sh /image/bin/extra',
    step: 'contents of image on BASE',
    says: 'and nothing else: bin/extra -> sh',
  },
  {
    fault: 'heroku.yml runs what is not there',
    file: 'heroku.yml',
    find: '/bin/web',
    replace: '/bin/wob',
    step: 'contents of image on BASE',
    says: 'heroku.yml runs exec /bin/wob, which is not in the image',
  },
  {
    fault: "the source is in the dependencies' layer",
    file: 'Dockerfile',
    find: 'COPY nix nix',
    replace: 'COPY . .',
    step: 'rebuild on BASE',
    says: 'downloads again',
  },
].map((mutation) => ({ template: 'flask', ...mutation }));
