// Small JavaScript modules in place of the four native ones that VS Code's server wants and npm has no binary of.

const logger = `'use strict';
const fs = require('node:fs');
const { dirname } = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(name, file) {
    this.file = file;
    this.level = 2;
    this.plain = false;
    fs.mkdirSync(dirname(file), { recursive: true });
  }
  write(level, message) {
    if (level < this.level) return;
    const head = new Date().toISOString().replace('T', ' ').replace('Z', '') + ' [' + levels[level] + '] ';
    try { fs.appendFileSync(this.file, this.plain ? message : head + message + '\\n'); } catch {}
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() { this.plain = false; }
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() {}
}
levels.forEach((name, level) => { Logger.prototype[name] = function (message) { this.write(level, message); }; });
const create = async (name, file) => new Logger(name, file);
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
exports.Logger = Logger;
`;

const watchdog = `'use strict';
exports.start = (pid) => {
  setInterval(() => { try { process.kill(pid, 0); } catch { process.exit(87); } }, 1000).unref();
};
exports.exit = (code) => process.exit(code || 0);
`;

const deviceId = `'use strict';
exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';
`;

const copyFile = `'use strict';
const fs = require('node:fs');
exports.copyFile = fs.promises.copyFile;
exports.copyFileSync = fs.copyFileSync;
exports.cp = fs.promises.cp;
exports.isCloneSupported = () => false;
exports.constants = fs.constants;
`;

/** Package name and source of each stand-in. */
export const standIns: Record<string, string> = {
  '@vscode/spdlog': logger,
  '@vscode/native-watchdog': watchdog,
  '@vscode/deviceid': deviceId,
  '@vscode/fs-copyfile': copyFile,
};
