// Loaded before azurite.js by NODE_OPTIONS: makes its saves slow or fails them, as the file named by SAVES says: `slow <milliseconds>` or `fail`.
// While a save is slow, a file with the ending `.saving` is beside it.
'use strict';
const fs = require('fs');

const write = fs.writeFile;
fs.writeFile = (file, text, ...more) => {
  const done = more[more.length - 1];
  const [word, time] = fs.existsSync(process.env.SAVES) ? fs.readFileSync(process.env.SAVES, 'utf8').split(' ') : [];
  if (!String(file).endsWith('~') || !word)
    return write(file, text, ...more);
  if (word === 'fail')
    return setImmediate(() => done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })));
  const mark = String(file).slice(0, -1) + '.saving';
  fs.writeFileSync(mark, '');
  setTimeout(() => {
    fs.unlinkSync(mark);
    write(file, text, ...more);
  }, Number(time));
};
