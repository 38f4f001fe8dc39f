'use strict';
// node time.js CHROMIUM REPORT: its size, and how long it takes to open: until it is loaded, and until the first text stands there.
const fs = require('fs');
const { open, load } = require('./browser');

const ROUNDS = 5;
const [chromium, report] = process.argv.slice(2);
const median = values => values.sort((a, b) => a - b)[values.length >> 1];
(async () => {
  const browser = await open(chromium);
  const loads = [], paints = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { page, loadMs, noted } = await load(browser, report);
    if (noted.length > 0)
      throw new Error(noted.join('\n'));
    loads.push(loadMs);
    paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN));
    await page.close();
  }

  await browser.close();
  console.log(`${(fs.statSync(report).size / 1048576).toFixed(2)} MB, loaded after ${median(loads)} ms, first text after ${Math.round(median(paints))} ms (median of ${ROUNDS})`);
})();
