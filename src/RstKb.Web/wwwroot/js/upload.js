// Sends a capture to the server: choose, drop anywhere, paste, or a sample. The body is streamed; the server analyses while it arrives.
import { say as notice } from './notice.js';
import { ProgressPanel, size } from './progress.js';
import { go } from './start.js';
import { isSendingMany, sendMany, showMany } from './uploads.js';

const uploads = '/api/v1/captures';
let running = null;
let again = null;
let resume = null;

const others = '[data-home],[data-progress],[data-refused],[data-twice]';

const newId = () => crypto.randomUUID ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

/** Listens to the server's events until the last one. Returns a function that stops. */
function listen(address, panel, onEnd) {
  const events = new EventSource(address);
  const stop = () => events.close();
  events.onmessage = event => {
    const state = JSON.parse(event.data);
    panel.read(state);
    if (state.state === 'done' || state.state === 'failed') {
      stop();
      onEnd?.(state);
    }
  };
  // The id may not be known to the server yet; the browser tries again by itself unless the answer was final.
  events.onerror = () => { if (events.readyState === EventSource.CLOSED && !onEnd) { stop(); } };
  return stop;
}

function explain(request) {
  try {
    return JSON.parse(request.responseText).detail ?? 'the server refused it.';
  } catch {
    return `${request.status} ${request.statusText || 'no answer'}. This was answered by something in front of the server, not by RstKb: mostly a proxy with a limit on size or time.`;
  }
}

/** The first 32 bytes as a dump, so that people see what it is instead. */
async function dump(file) {
  const bytes = new Uint8Array(await file.slice(0, 32).arrayBuffer());
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.slice(at, at + 16)];
    const hex = row.map((byte, index) => byte.toString(16).padStart(2, '0') + (index === 7 ? ' ' : '')).join(' ').padEnd(49);
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex} ${row.map(byte => byte > 32 && byte < 127 ? String.fromCharCode(byte) : '·').join('')}`);
  }
  return lines.join('\n');
}

/** Shows one of the home page's other faces in place of the drop zone. */
function showInstead(page) {
  document.querySelectorAll(others).forEach(part => { part.hidden = true; });
  page.hidden = false;
  const title = page.querySelector('h1');
  title.tabIndex = -1;
  title.focus();
}

/** Shows one of the pages that say why a file was not taken. */
async function refuse(kind, file, name, detail = '', kept = 'Nothing of it was kept.') {
  const page = document.querySelector(`[data-refused="${kind}"]`);
  if (!page) { notice(`${name} was not taken: ${detail || 'it is too large.'}`); return; }
  // What stands between two backticks is a command.
  const pieces = text => text.split('`').map((piece, place) => place % 2 === 0 ? piece : Object.assign(document.createElement('code'), { textContent: piece }));
  const say = (part, text) => page.querySelectorAll(`[data-r="${part}"]`).forEach(element => element.replaceChildren(...(part === 'detail' ? pieces(text) : [text])));
  say('file', name);
  say('size', size(file.size));
  say('detail', detail);
  say('kept', kept);
  say('hex', kind === 'not-a-capture' ? await dump(file) : '');
  showInstead(page);
}

/** The same bytes belong to an earlier case: whether there shall be two is for the person to say. */
function askWhich(page, name, { url, case: id, earlier }) {
  const many = (count, one, more) => `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;
  const day = new Date(earlier.createdAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  const words = { file: name, name: earlier.name, day, resets: many(earlier.resets, 'reset', 'resets'), notes: earlier.notes > 0 ? ` and ${many(earlier.notes, 'note', 'notes')}` : '' };
  Object.entries(words).forEach(([part, text]) => { page.querySelector(`[data-t="${part}"]`).textContent = text; });
  page.querySelector('[data-anew]').href = url;
  page.querySelector('[data-earlier]').onclick = async () => {
    await fetch(`/api/v1/cases/${id}`, { method: 'DELETE', headers: { 'X-RstKb-Client': 'web' } }).catch(() => {});
    go(earlier.url);
  };
  showInstead(page);
}

/** Says where an upload stopped and offers to go on; the server may need a moment to notice that the rest does not come. */
async function broke(file, name, id, why) {
  document.querySelectorAll(others).forEach(part => { part.hidden = true; });
  let waiting = null;
  for (let look = 0; look < 4 && !waiting; look++) {
    try {
      const answer = await fetch(`/api/v1/uploads/${id}`);
      waiting = answer.ok ? await answer.json() : null;
    } catch { /* The server is still away. */ }
    if (!waiting) { await new Promise(resolve => { setTimeout(resolve, 400); }); }
  }
  const kept = waiting ? ` What has arrived is kept for ${Math.round(waiting.waitsSeconds / 60)} minutes.` : ' Resume asks the server how much has arrived.';
  await refuse('broke', file, name, why + kept);
  const page = document.querySelector('[data-refused="broke"]');
  const arrived = waiting?.arrived ?? 0;
  page.querySelector('[data-r="arrived"]').textContent = waiting ? `${arrived.toLocaleString('en-US')} bytes` : 'an unknown byte';
  page.querySelector('[data-r="size"]').textContent = `${file.size.toLocaleString('en-US')} bytes`;
  const bar = page.querySelector('[data-r-bar]');
  bar.setAttribute('aria-valuenow', String(Math.floor(100 * arrived / Math.max(1, file.size))));
  bar.querySelector('i').style.width = `${100 * arrived / Math.max(1, file.size)}%`;
  resume = async () => {
    const answer = await fetch(`/api/v1/uploads/${id}`).catch(() => null);
    if (!answer) { notice('The server does not answer yet.'); return; }
    if (!answer.ok) { await refuse('other', file, name, 'what had arrived is gone: it waited too long, or the server was started again. Send the whole file.'); return; }
    page.hidden = true;
    send(file, name, id, (await answer.json()).arrived);
  };
}

function proxyWords(request) {
  return request.status === 0
    ? 'The connection to the server was lost.'
    : `${request.status} ${request.statusText}, answered by something in front of this server, not by RstKb. In nginx these settings let large uploads pass: client_max_body_size 0; proxy_request_buffering off; proxy_read_timeout 1h;`;
}

const isOurs = request => (request.getResponseHeader('Content-Type') ?? '').includes('json');

function send(file, name, id = newId(), from = 0) {
  const section = document.querySelector('[data-progress]:not([data-events])');
  const home = document.querySelector('[data-home]');
  if (!section || !home) { pending = [file]; go('/'); return; }
  if (running) { return; }
  const limit = Number(document.querySelector('[data-drop]')?.dataset.max ?? Infinity);
  if (file.size > limit) {
    refuse('too-large', file, name, '', 'Nothing of it was sent.');
    return;
  }
  const panel = new ProgressPanel(section);
  document.querySelectorAll(others).forEach(part => { part.hidden = true; });
  panel.open(name, file.size);
  again = () => {
    fetch(`/api/v1/uploads/${id}`, { method: 'DELETE', headers: { 'X-RstKb-Client': 'web' } }).catch(() => {});
    send(file, name);
  };
  const request = new XMLHttpRequest();
  running = request;
  running.uploadId = id;
  running.panel = panel;
  let stop = () => {};
  request.open('PUT', `${uploads}?name=${encodeURIComponent(name)}&upload=${id}&resume=1&offset=${from}`);
  request.setRequestHeader('X-RstKb-Client', 'web');
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.upload.onprogress = event => panel.arrived(from + event.loaded);
  request.onloadend = () => { running = null; stop(); };
  request.onload = () => {
    if (request.status >= 200 && request.status < 300) {
      const answer = JSON.parse(request.responseText);
      panel.read({ ...panel.state, state: 'analysing' });
      const twice = document.querySelector('[data-twice]');
      // Who went on reading elsewhere meanwhile is not taken away from there.
      if (!twice) { notice(`${name} has arrived. Its case is in the list.`); } else if (answer.earlier) { askWhich(twice, name, answer); } else { go(answer.url); }
    } else if (request.status === 409 && request.responseText.includes('"upload-id-in-use"')) {
      // A browser whose connection is cut may send the same request once more by itself; what had arrived waits for its rest.
      broke(file, name, id, 'The connection to the server was lost.');
    } else if (isOurs(request)) {
      refuse(request.status === 413 ? 'too-large' : request.status === 422 || request.status === 415 ? 'not-a-capture' : 'other', file, name, explain(request));
    } else {
      broke(file, name, id, proxyWords(request));
    }
  };
  request.onerror = () => broke(file, name, id, proxyWords(request));
  request.send(from > 0 ? file.slice(from) : file);
  setTimeout(() => { if (running === request) { stop = listen(`/api/v1/uploads/${id}/progress`, panel); } }, 150);
}

let pending = null;

function fileOf(transfer) {
  return transfer && [...transfer.items ?? []].find(item => item.kind === 'file')?.getAsFile();
}

/** One file opens its case; several become a list, which is on the home page. */
function take(files) {
  if (running) { notice('A capture is being sent. Wait for its end, or cancel it.'); return; }
  if (files.length === 1) { send(files[0], files[0].name || 'pasted.pcap'); }
  if (files.length > 1 && !document.querySelector('[data-home]')) { pending = files; go('/'); return; }
  if (files.length > 1) { sendMany(files, Number(document.querySelector('[data-drop]')?.dataset.max ?? Infinity)); }
}

const isShared = () => document.body.querySelector('.sharedview');

export function startUpload() {
  document.addEventListener('click', event => {
    if (event.target.closest('[data-choose]')) { document.querySelector('[data-file]')?.click(); }
    if (event.target.closest('[data-cancel]')) {
      const stopped = running;
      running = null;
      stopped?.abort();
      // What has arrived would wait for its rest otherwise.
      if (stopped) { fetch(`/api/v1/uploads/${stopped.uploadId}`, { method: 'DELETE', headers: { 'X-RstKb-Client': 'web' }, keepalive: true }).catch(() => {}); }
      location.assign('/');
    }
    if (event.target.closest('[data-retry]') && again) {
      event.preventDefault();
      again();
      return;
    }
    if (event.target.closest('[data-resume]') && resume) { resume(); }
    if (event.target.closest('[data-again]')) {
      event.preventDefault();
      location.assign('/');
    }
  });
  document.addEventListener('change', event => {
    if (event.target.matches('[data-file]')) { take([...event.target.files]); }
  });
  let depth = 0;
  const isFile = event => !isShared() && [...event.dataTransfer?.types ?? []].includes('Files');
  const show = on => {
    document.body.classList.toggle('dropall', on);
    document.querySelector('[data-drop]')?.classList.toggle('over', on);
    const title = document.querySelector('[data-drop-title]');
    if (title) { title.textContent = on ? 'Drop to analyse' : 'Drop a capture'; }
  };
  document.addEventListener('dragenter', event => { if (isFile(event)) { depth++; show(true); } });
  document.addEventListener('dragleave', event => { if (isFile(event) && --depth <= 0) { depth = 0; show(false); } });
  document.addEventListener('dragover', event => { if (isFile(event)) { event.preventDefault(); } });
  document.addEventListener('drop', event => {
    if (!isFile(event)) { return; }
    event.preventDefault();
    depth = 0;
    show(false);
    take([...event.dataTransfer.files]);
  });
  document.addEventListener('paste', event => {
    const file = isShared() ? null : fileOf(event.clipboardData);
    if (file) { take([file]); }
  });
  addEventListener('beforeunload', event => { if (running || isSendingMany()) { event.preventDefault(); } });
  let watched = null;
  return () => {
    showMany();
    const panel = document.querySelector('[data-progress]:not([data-events])');
    if (running && panel?.hidden) {
      // Back on the home page while the capture is still being sent.
      document.querySelectorAll(others).forEach(part => { part.hidden = true; });
      running.panel.moveTo(panel);
    }
    if (pending && document.querySelector('[data-home]')) {
      const files = pending;
      pending = null;
      take(files);
    }
    const reading = document.querySelector('[data-progress][data-events]');
    if (reading && watched !== location.pathname) {
      watched = location.pathname;
      const panel = new ProgressPanel(reading);
      panel.draw(true);
      // The case takes the panel's place in the page; only where that does not come about is all of it loaded again.
      listen(reading.dataset.events, panel, () => {
        go(location.pathname + location.search);
        setTimeout(() => { if (document.querySelector('[data-progress][data-events]')) { location.reload(); } }, 4000);
      });
    }
  };
}
