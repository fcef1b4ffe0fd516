// The directory kind on a plain folder.
import { tmpdir } from 'node:os';
import { folderSetup } from '../support/folder-place.js';
import { describeTargetContract } from './contract.js';

describeTargetContract('a plain folder', folderSetup(tmpdir()));
