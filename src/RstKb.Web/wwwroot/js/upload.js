// Sends a capture to the server: choose, drop anywhere, paste, or a sample. The body is streamed; the server analyses while it arrives.
import { say as notice } from './notice.js';
import { ProgressPanel, size } from './progress.js';
import { askWhere, askWhereItBroke, giveUp, newId, sendCapture } from './sending.js';
import { go } from './start.js';
import { isSendingMany, sendMany, showMany } from './uploads.js';

let running = null;
let sent = null;
let again = null;
let resume = null;
let untold = null;

const others = '[data-home],[data-progress],[data-refused],[data-twice]';

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

/** Says where an upload stopped and offers to go on. */
async function broke(file, name, id, panel, why) {
  const waiting = await askWhereItBroke(id);
  const isKnown = waiting.arrived !== undefined;
  const kept = isKnown ? ` What has arrived is kept for ${Math.round(waiting.waitsSeconds / 60)} minutes.` : ' Resume asks the server how much has arrived.';
  const page = document.querySelector('[data-refused="broke"]');
  if (!page) {
    untold = () => broke(file, name, id, panel, why);
    notice(`${name} broke off. Upload shows where, and resumes it.`);
    return;
  }
  await refuse('broke', file, name, why + kept);
  const arrived = waiting.arrived ?? 0;
  page.querySelector('[data-r="arrived"]').textContent = isKnown ? `${arrived.toLocaleString('en-US')} bytes` : 'an unknown byte';
  page.querySelector('[data-r="size"]').textContent = `${file.size.toLocaleString('en-US')} bytes`;
  const bar = page.querySelector('[data-r-bar]');
  bar.setAttribute('aria-valuenow', String(Math.floor(100 * arrived / Math.max(1, file.size))));
  bar.querySelector('i').style.width = `${100 * arrived / Math.max(1, file.size)}%`;
  resume = async () => {
    const where = await askWhere(id);
    if (!where.answers) { notice('The server does not answer yet.'); return; }
    if (where.arrived === undefined && !isKnown) { again(); return; }
    if (where.arrived === undefined) { await refuse('other', file, name, 'what had arrived is gone: it waited too long, or the server was started again. Send the whole file.'); return; }
    page.hidden = true;
    send(file, name, id, where.arrived, panel);
  };
}

function send(file, name, id = newId(), from = 0, begun = null) {
  const section = document.querySelector('[data-progress]:not([data-events])');
  const home = document.querySelector('[data-home]');
  if (!section || !home) { pending = [file]; go('/'); return; }
  if (running) { return; }
  const limit = Number(document.querySelector('[data-drop]')?.dataset.max ?? Infinity);
  if (file.size > limit) {
    refuse('too-large', file, name, '', 'Nothing of it was sent.');
    return;
  }
  const panel = begun ?? new ProgressPanel(section);
  panel.element = section;
  document.querySelectorAll(others).forEach(part => { part.hidden = true; });
  panel.open(name, file.size, from);
  again = () => {
    giveUp(id);
    send(file, name);
  };
  let stop = () => {};
  const request = sendCapture(file, name, id, from, {
    arrived: bytes => panel.arrived(bytes),
    ended: () => { running = null; stop(); },
    taken: answer => {
      panel.read({ ...panel.state, state: 'analysing' });
      sent = { events: `/api/v1/cases/${answer.case}/progress`, panel };
      const twice = document.querySelector('[data-twice]');
      // Who went on reading elsewhere meanwhile is not taken away from there.
      if (!twice) { notice(`${name} has arrived. Its case is in the list.`); } else if (answer.earlier) { askWhich(twice, name, answer); } else { go(answer.url); }
    },
    refused: (status, why) => refuse(status === 413 ? 'too-large' : status === 422 || status === 415 ? 'not-a-capture' : 'other', file, name, why),
    broke: why => broke(file, name, id, panel, why),
  });
  running = { request, id, panel };
  setTimeout(() => { if (running?.request === request) { stop = listen(`/api/v1/uploads/${id}/progress`, panel); } }, 150);
}

let pending = null;

function fileOf(transfer) {
  return transfer && [...transfer.items ?? []].find(item => item.kind === 'file')?.getAsFile();
}

let watched = null;

/** Follows a case that is being read, on its own page; null on any other. */
function watch(reading) {
  const address = reading?.dataset.events;
  if (watched && watched.address !== address) {
    watched.stop();
    watched.panel.moveTo(null);
    watched = null;
  }
  sent?.panel.moveTo(null);
  if (!reading) { return; }
  if (watched) {
    watched.panel.moveTo(reading);
    return;
  }
  // What this tab has sent goes on with its own figures.
  const panel = sent?.events === address ? sent.panel : new ProgressPanel(reading);
  sent = null;
  panel.moveTo(reading);
  // The case takes the panel's place in the page; only where that does not come about is all of it loaded again.
  const stop = listen(address, panel, () => {
    go(location.pathname + location.search);
    setTimeout(() => { if (document.querySelector('[data-progress][data-events]')) { location.reload(); } }, 4000);
  });
  watched = { address, panel, stop };
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
      stopped?.request.abort();
      if (stopped) { giveUp(stopped.id); }
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
  return () => {
    showMany();
    const panel = document.querySelector('[data-progress]:not([data-events])');
    if (running && panel) {
      // Back on the home page while the capture is still being sent.
      document.querySelectorAll(others).forEach(part => { part.hidden = true; });
    }
    running?.panel.moveTo(panel);
    if (untold && !running && document.querySelector('[data-home]')) {
      const tell = untold;
      untold = null;
      tell();
    }
    if (pending && document.querySelector('[data-home]')) {
      const files = pending;
      pending = null;
      take(files);
    }
    watch(document.querySelector('[data-progress][data-events]'));
  };
}
