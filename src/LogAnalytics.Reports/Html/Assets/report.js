// Sorts, filters, copies. The page can be read without: this adds controls, and no text of a log is ever read as markup.
'use strict';
(() => {
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes))
      element.setAttribute(name, value);
    return element;
  };

  // What a cell is sorted by: a number, an instant, or its words.
  const keyOf = cell => {
    if (cell.dataset.sort !== undefined)
      return Number(cell.dataset.sort);
    const time = cell.querySelector('time');
    return time ? time.dateTime : cell.textContent.trim();
  };

  const compare = (a, b) => typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });

  const sortable = table => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make('button', head.textContent, { type: 'button' });
      head.textContent = '';
      head.append(button);
      button.addEventListener('click', () => {
        // Numbers begin with the largest.
        const first = head.classList.contains('number') ? 'descending' : 'ascending';
        const other = first === 'descending' ? 'ascending' : 'descending';
        const order = head.getAttribute('aria-sort') === first ? other : first;
        heads.forEach(each => each.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', order);
        const sign = order === 'ascending' ? 1 : -1;
        const body = table.tBodies[0];
        const rows = [...body.rows].map(row => [keyOf(row.cells[column]), row]);
        rows.sort((a, b) => sign * compare(a[0], b[0]));
        body.append(...rows.map(entry => entry[1]));
      });
    });
  };

  const filterable = (table, index) => {
    const rows = [...table.tBodies[0].rows];
    const words = rows.map(row => row.textContent.toLowerCase());
    const id = 'filter-' + index;
    const bar = make('div', '', { class: 'filter' });
    const input = make('input', '', { type: 'search', id, autocomplete: 'off', spellcheck: 'false' });
    const count = make('span', '', { role: 'status', class: 'muted' });
    bar.append(make('label', 'Show rows with', { for: id }), input, count);
    table.closest('.scroll').before(bar);
    input.addEventListener('input', () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !wanted.every(word => words[i].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = wanted.length ? `${shown} of ${rows.length} rows` : '';
    });
  };

  const copyable = figure => {
    const code = figure.querySelector('pre');
    if (!code)
      return;
    const button = make('button', 'Copy', { type: 'button' });
    figure.append(button);
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch {
        // Without leave for the clipboard: the text is selected, the keyboard copies it.
        getSelection().selectAllChildren(code);
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
  };

  // A link leads into what is folded.
  const unfold = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    for (let fold = target?.closest('details'); fold; fold = fold.parentElement.closest('details'))
      fold.open = true;
    target?.scrollIntoView();
  };

  document.querySelectorAll('table.sortable').forEach(sortable);
  document.querySelectorAll('table.filterable').forEach(filterable);
  document.querySelectorAll('figure.command').forEach(copyable);
  addEventListener('hashchange', unfold);
  if (location.hash)
    unfold();
  // Paper has no folds.
  const folds = [...document.querySelectorAll('details')];
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = folds.filter(fold => !fold.open);
    opened.forEach(fold => { fold.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach(fold => { fold.open = false; }));
})();
