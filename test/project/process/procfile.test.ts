import { describe, expect, it } from 'vitest';
import { procfileOf } from '../../../generators/core/project/process/procfile.js';
import { openTree } from '../../../generators/core/project/tree.js';
import { temporaryFolder } from '../../support/folders.js';

const read = (text: string) => {
  const { processes, refused } = procfileOf(openTree(temporaryFolder({ Procfile: text }), []));
  return {
    processes: processes.map(({ type, command, evidence }) => `${evidence.line} ${type}: ${command}`),
    refused: refused.map(({ evidence: { line } }) => line),
  };
};

describe('a Procfile', () => {
  it('is read as Heroku reads it: capitals, digits first, blanks before the name, no colon', () => {
    const text = '# processes\r\nWorker: a\r\n2beat:  b c \n  release: d\n\tclock-1 e\n\nweb: f\n';
    expect(read(text)).toEqual({
      processes: ['2 Worker: a', '3 2beat: b c', '4 release: d', '5 clock-1: e', '7 web: f'],
      refused: [],
    });
  });

  it('names each line that is no process type', () => {
    expect(read('web:a\nclock-1 : b\nweb: gunicorn \\\n  app:app\nweb:\n').refused).toEqual([1, 2, 3, 4, 5]);
  });

  it('counts the last of two lines with one type', () => {
    expect(read('web: a\nweb: b\n').processes).toEqual(['2 web: b']);
  });
});
