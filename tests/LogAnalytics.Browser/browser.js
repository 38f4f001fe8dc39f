'use strict';
// A page in headless Chromium that notes every request, console message, error and breach of the content policy.
const puppeteer = require('puppeteer-core');

async function open(chromium) {
  // Root in a container has no sandbox; the pages are our own.
  return puppeteer.launch({ executablePath: chromium, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'] });
}

async function load(browser, file, { width = 1280, height = 900, scheme = 'light', script = true } = {}) {
  const page = await browser.newPage();
  const noted = [];
  await page.setViewport({ width, height });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const address = 'file://' + file;
  page.on('request', request => { if (request.url() !== address) noted.push(`request ${request.url().slice(0, 200)}`); });
  page.on('console', message => noted.push(`console ${message.type()}: ${message.text().slice(0, 200)}`));
  page.on('pageerror', error => noted.push(`error ${error.message}`));
  page.on('dialog', async dialog => { noted.push(`dialog ${dialog.message()}`); await dialog.dismiss(); });
  page.on('popup', () => noted.push('popup'));
  // Whatever runs that is not ours calls this; what the policy blocks is told too.
  await page.exposeFunction('hostile', text => { noted.push(`script ran: ${text}`); });
  await page.evaluateOnNewDocument(() => {
    window.addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    window.alert = text => window.hostile(text);
  });
  const started = Date.now();
  await page.goto(address, { waitUntil: 'load' });
  return { page, noted, loadMs: Date.now() - started };
}

module.exports = { open, load };
