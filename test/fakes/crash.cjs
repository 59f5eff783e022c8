// Loaded before the program: kills it just before its n-th step that changes files (CRASH_AT), as a power cut would.
const fs = require('node:fs/promises');

let left = Number(process.env.CRASH_AT);

function step() {
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
}

for (const name of ['mkdir', 'rename', 'rm']) {
  const real = fs[name];
  fs[name] = (...args) => {
    step();
    return real(...args);
  };
}

const open = fs.open;
fs.open = async (path, flags, ...rest) => {
  step();
  const file = await open(path, flags, ...rest);
  for (const name of ['writeFile', 'sync']) {
    const real = file[name].bind(file);
    file[name] = (...args) => {
      step();
      return real(...args);
    };
  }
  return file;
};
