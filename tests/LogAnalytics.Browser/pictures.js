'use strict';
// node pictures.js CHROMIUM REPORT FOLDER: report.png for the README, and the other faces of the page to look at.
const path = require('path');
const { open, load } = require('./browser');

const [chromium, report, folder] = process.argv.slice(2);
(async () => {
  const browser = await open(chromium);
  for (const [name, options, selector] of [
    ['report.png', {}], ['report-dark.png', { scheme: 'dark' }], ['report-phone.png', { width: 390, height: 844 }], ['report-incident.png', {}, '.incident'],
  ]) {
    const { page } = await load(browser, report, { height: 940, ...options });
    if (selector)
      await page.$eval(selector, each => each.scrollIntoView());
    await page.screenshot({ path: path.join(folder, name) });
    if (name === 'report.png')
      await page.pdf({ path: path.join(folder, 'report.pdf'), format: 'A4' });
    await page.close();
  }
  await browser.close();
})();
