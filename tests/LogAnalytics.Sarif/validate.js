'use strict';
// node validate.js FILE…: is each a SARIF log as the official schema has it? And does the schema refuse what is none?
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv');

const schema = JSON.parse(fs.readFileSync(path.join(__dirname, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
const validate = new Ajv({ schemaId: 'auto', meta: false, allErrors: true, unknownFormats: 'ignore' })
  .addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'))
  .addMetaSchema(require('ajv/lib/refs/json-schema-draft-07.json'))
  .compile(schema);

let failed = 0;
let results = 0;
for (const file of process.argv.slice(2)) {
  const log = JSON.parse(fs.readFileSync(file, 'utf8'));
  results += log.runs[0].results.length;
  if (!validate(log)) {
    failed++;
    for (const error of validate.errors.slice(0, 10))
      console.error(`failed: ${path.basename(path.dirname(file))}: ${error.dataPath} ${error.message}`);
  }

  // What is wrong is seen.
  log.runs[0].results.push({ message: { text: 'no such level' }, level: 'loud' });
  if (validate(log)) {
    failed++;
    console.error(`failed: ${file}: a wrong level passes`);
  }
}

console.log(`${process.argv.length - 2} SARIF logs with ${results} results, ${failed} failures`);
process.exitCode = failed > 0 || results === 0 ? 1 : 0;
