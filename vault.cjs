#!/usr/bin/env node
// What `node .` and the installed commands run. It is not built, so that a clone which nobody has built
// (npm ci --ignore-scripts) says what to do. What runs is the bundle; where there was nothing that makes one
// (npm ci --omit=dev), the modules as they are.
'use strict';
var fs = require('fs');
var path = require('path');

if (fs.existsSync(path.join(__dirname, 'bundle', 'vault.cjs'))) {
  require('./bundle/vault.cjs');
} else if (fs.existsSync(path.join(__dirname, 'dist', 'cli', 'vault.js'))) {
  void import('./dist/cli/vault.js');
} else {
  process.stderr.write(
    'vault: error: the program is not built yet\n' +
      'vault: hint: Run this in its folder, then try again: npm ci && npm run build\n',
  );
  process.exitCode = 2;
}
