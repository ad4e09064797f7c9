/** The schema by which GitLab checks .gitlab-ci.yml. */
declare module 'gitlab-ci-local/src/schema/schema.js' {
  import type { Schema } from '@cfworker/json-schema';

  export const schema: Schema;
}
