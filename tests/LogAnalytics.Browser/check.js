'use strict';
// node check.js CHROMIUM REPORT CLEAN HOSTILE...: REPORT has an incident, CLEAN none, HOSTILE are made from hostile logs.
const assert = require('assert');
const fs = require('fs');
const { open, load } = require('./browser');

const [chromium, report, clean, ...hostile] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const MOST_LOAD_MS = 5_000;
const LEAST_HOSTILE = 10_000;
const results = [];

async function check(name, run) {
  try {
    const said = await run();
    results.push(true);
    console.log(`ok      ${name}${said ? `: ${said}` : ''}`);
  } catch (error) {
    results.push(false);
    console.log(`FAILED  ${name}: ${error.stack}`);
  }
}

const column = (page, selector, index) => page.$$eval(`${selector} tbody tr`, (rows, at) => rows.map(row => row.cells[at].textContent), index);

// axe runs by the debugger's leave: the page's own policy allows no other script than ours.
async function rules(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations
    .map(violation => `${violation.id} (${violation.nodes.length}): ${violation.nodes[0].html.slice(0, 160)} ${violation.nodes[0].failureSummary}`));
  assert.deepStrictEqual(found, []);
}

(async () => {
  const browser = await open(chromium);
  for (const [name, file] of [['a report with an incident', report], ['a report with nothing found', clean]]) {
    await check(`${name} opens without a request, a message or an error`, async () => {
      const { page, noted, loadMs } = await load(browser, file);
      assert.deepStrictEqual(noted, []);
      assert.ok(loadMs < MOST_LOAD_MS, `took ${loadMs} ms`);
      await page.close();
    });
    for (const scheme of ['light', 'dark'])
      await check(`${name} keeps the rules of axe in ${scheme} mode`, async () => {
        const { page } = await load(browser, file, { scheme });
        await page.$$eval('details', folds => folds.forEach(fold => { fold.open = true; }));
        await rules(page);
        await page.close();
      });
  }

  const { page, noted } = await load(browser, report);
  await check('the answer stands on the first screen', async () => {
    const places = await page.$$eval('#answer-title, .answer table, .answer .do', all => all.map(each => each.getBoundingClientRect().top));
    assert.strictEqual(places.length, 3);
    assert.ok(places.every(top => top < 900), places.join());
  });
  await check('a table sorts by click', async () => {
    const head = await page.$('#endpoints th:nth-child(6) button');
    await head.click();
    const down = (await column(page, '#endpoints', 5)).map(Number);
    assert.deepStrictEqual(down, [...down].sort((a, b) => b - a));
    assert.strictEqual(await page.$eval('#endpoints th:nth-child(6)', each => each.getAttribute('aria-sort')), 'descending');
    await head.click();
    const up = (await column(page, '#endpoints', 5)).map(Number);
    assert.deepStrictEqual(up, [...up].sort((a, b) => a - b));
    assert.notDeepStrictEqual(up, down);
  });
  await check('a table sorts by keyboard, times in their order', async () => {
    await page.focus('#endpoints th:nth-child(10) button');
    await page.keyboard.press('Enter');
    const times = await column(page, '#endpoints', 9);
    assert.deepStrictEqual(times, [...times].sort());
    assert.strictEqual(await page.$eval('#endpoints th:nth-child(10)', each => each.getAttribute('aria-sort')), 'ascending');
    assert.strictEqual((await page.$$('#endpoints [aria-sort]')).length, 1);
  });
  await check('a table filters, and says how many rows it shows', async () => {
    const all = (await page.$$('#endpoints tbody tr')).length;
    const word = (await column(page, '#endpoints', 1))[0];
    await page.type('#endpoints input', word);
    const shown = await page.$$eval('#endpoints tbody tr', rows => rows.filter(row => row.offsetParent !== null).map(row => row.textContent));
    assert.ok(shown.length > 0 && shown.length < all && shown.every(text => text.includes(word)), `${shown.length} of ${all}`);
    assert.strictEqual(await page.$eval('#endpoints [role=status]', each => each.textContent), `${shown.length} of ${all} rows`);
  });
  await check('every chart is drawn, and has a title, a description and a table', async () => {
    const charts = await page.$$eval('.chart svg[role=img]', all => all.map(svg => ({
      shapes: svg.querySelectorAll('rect').length, width: svg.getBoundingClientRect().width,
      words: svg.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).textContent.length),
      table: svg.closest('figure').nextElementSibling?.querySelector('table') !== null,
    })));
    assert.ok(charts.length >= 2);
    for (const chart of charts)
      assert.ok(chart.shapes > 5 && chart.width > 400 && chart.words.every(length => length > 20) && chart.table, JSON.stringify(chart));
  });
  await check('a link to a cited row leads to it', async () => {
    await page.click('.bounds a.place');
    await page.waitForFunction(() => { const box = document.querySelector(':target')?.getBoundingClientRect(); return box && box.top >= 0 && box.top < innerHeight; }, { timeout: 5_000 });
  });
  await check('a copy button takes the command as it stands', async () => {
    await browser.defaultBrowserContext().overridePermissions('file://', ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']).catch(() => {});
    await page.$eval('.command button', each => each.click());
    await page.waitForFunction(() => ['Copied', 'Selected'].includes(document.querySelector('.command button').textContent), { timeout: 3_000 });
  });
  await check('using it caused no message', async () => assert.deepStrictEqual(noted, []));
  await page.close();

  await check('without script all of it can be read', async () => {
    const plain = await load(browser, report, { script: false });
    const [bare, full] = [await plain.page.$eval('main', each => each.textContent.length), fs.readFileSync(report, 'utf8').length];
    assert.ok(bare > full / 5, `${bare} characters`);
    assert.strictEqual((await plain.page.$$('main button')).length, 0);
    await plain.page.close();
  });
  await check('dark mode is dark', async () => {
    const dark = await load(browser, report, { scheme: 'dark' });
    const [r, g, b] = (await dark.page.$eval('html', each => getComputedStyle(each).backgroundColor)).match(/\d+/g).map(Number);
    assert.ok(r + g + b < 150, `${r} ${g} ${b}`);
    await dark.page.close();
  });
  for (const width of [320, 390, 768])
    await check(`${width} pixels wide, the page does not scroll sideways`, async () => {
      const phone = await load(browser, report, { width });
      await phone.page.$$eval('details', folds => folds.forEach(fold => { fold.open = true; }));
      assert.ok(await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await phone.page.close();
    });
  await check('print leaves out controls, opens what is folded, and cuts no column off', async () => {
    const paper = await load(browser, report, { width: 720 });
    await paper.page.emulateMediaType('print');
    await paper.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const said = await paper.page.evaluate(() => ({
      controls: [...document.querySelectorAll('.filter, .command button, .contents')].filter(each => each.offsetParent !== null).length,
      folded: [...document.querySelectorAll('details')].filter(each => !each.open).length,
      wide: [...document.querySelectorAll('table')].filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.caption.textContent),
    }));
    assert.deepStrictEqual(said, { controls: 0, folded: 0, wide: [] });
    assert.ok((await paper.page.pdf({ format: 'A4' })).length > 10_000);
    await paper.page.close();
  });

  const seen = new Set();
  await check(`hostile text in every field of ${hostile.length} trees runs no script and asks for nothing`, async () => {
    for (const file of hostile) {
      const attack = await load(browser, file);
      await attack.page.$$eval('details', folds => folds.forEach(fold => { fold.open = true; }));
      await attack.page.$$eval('th button', buttons => buttons.forEach(button => button.click()));
      // What waits for the mouse, the keyboard or the clock gets it.
      await attack.page.$$eval('main *', all => all.forEach(each => ['mouseover', 'focus', 'toggle', 'animationstart'].forEach(name => each.dispatchEvent(new Event(name)))));
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.deepStrictEqual(attack.noted, []);
      assert.strictEqual(await attack.page.evaluate(() => document.querySelectorAll('script').length), 1);
      assert.strictEqual(await attack.page.evaluate(() => document.querySelectorAll('iframe, img, object, embed, base, link, form').length), 0);
      const text = await attack.page.$eval('body', each => each.textContent);
      for (const found of text.match(/q\d+q/g) ?? [])
        seen.add(found);
      assert.ok(await attack.page.$('.incident'), `${file} shows no incident`);
      await attack.page.close();
    }
    assert.ok(seen.size >= LEAST_HOSTILE, `${seen.size} hostile texts are shown`);
    return `${seen.size} different texts shown`;
  });

  await browser.close();
  const failed = results.filter(result => !result).length;
  console.log(`browser: ${results.length - failed} of ${results.length} checks passed.`);
  process.exit(failed === 0 ? 0 : 1);
})();
