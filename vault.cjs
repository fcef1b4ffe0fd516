#!/usr/bin/env node
// What `node .` and the installed commands run. It is not built, so that a clone which nobody has built
// (npm ci --ignore-scripts) says what to do; all else is for dist/cli/vault.js.
'use strict';
var fs = require('fs');
var path = require('path');

var program = path.join(__dirname, 'dist', 'cli', 'vault.js');
if (fs.existsSync(program)) {
  void import('./dist/cli/vault.js');
} else {
  process.stderr.write(
    'vault: error: the program is not built yet\n' +
      'vault: hint: Run this in its folder, then try again: npm ci && npm run build\n',
  );
  process.exitCode = 2;
}
