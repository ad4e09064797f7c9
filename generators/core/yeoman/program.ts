/* What Yeoman's doors need from the program. The build bundles it with the program, so that both load the same code. */
export { loadCatalog } from '../catalog/load.js';
export { declaredCommands } from '../commands/declared.js';
export { helpText } from '../commands/help.js';
export { loadCommand, runCommand } from '../commands/run.js';
export { exitCodes, isInterrupt } from '../model/errors.js';
export { commandLineFrom, readCommandLine, yoArguments } from '../terminal/command-line.js';
export { fail } from '../terminal/print-error.js';
export { programFor } from '../terminal/program.js';
export { yeomanTerminal } from './terminal.js';
