import { describe, expect, it } from 'vitest';
import { explanation } from '../../generators/core/commands/onboard/explain.js';
import { examinedAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';
import { catalog } from '../support/rendering.js';

const files = {
  'package.json': '{"name":"shop","scripts":{"start":"node server.js"},"dependencies":{"express":"5","pg":"8"}}\n',
  'server.js': 'require("express")().listen(process.env.PORT)\n',
  Procfile: 'web: npm start\n',
};

describe('the explanation', () => {
  // Colors are off in tests.
  const lines = explanation(catalog, examinedAt(temporaryFolder(files)).detected).split('\n');

  it('goes by the questions that people have, and says what the numbers mean', () => {
    expect(lines.filter((line) => line.endsWith('?') && !line.includes(':'))).toEqual([
      'What is it?',
      'How does it start?',
      'What does it need?',
    ]);
    expect(lines.filter((line) => line.includes('how sure a rule is')).length).toBe(1);
    const at = (text: string): number => lines.findIndex((line) => line.startsWith(text));
    expect(at('framework')).toBeLessThan(at('How does it start?'));
    expect(at('start')).toBeGreaterThan(at('How does it start?'));
    expect(at('drivers')).toBeGreaterThan(at('What does it need?'));
  });

  it('shows the text of each place once', () => {
    expect(lines.filter((line) => line.includes('"name":"shop"')).length).toBe(1);
    expect(lines.filter((line) => line.includes('package.json:1')).length).toBeGreaterThan(2);
  });

  it('leaves out a question without an answer', () => {
    const few = explanation(catalog, examinedAt(temporaryFolder({ 'notes.txt': 'hi\n' })).detected);
    expect(few).toContain('language    unknown');
    expect(few).not.toContain('How does it start?');
    const parts = { 'api/package.json': '{ "scripts": { "start": "node a.js" } }', 'api/a.js': '' };
    expect(explanation(catalog, examinedAt(temporaryFolder(parts)).detected)).toContain('What was left out?\npart  ');
  });
});
