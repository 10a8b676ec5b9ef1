// Several captures at once: a list of progresses, each of which becomes a case of its own. Two are sent at a time.
import { size } from './progress.js';

const mostAtOnce = 2;
const jobs = [];

export const isSendingMany = () => jobs.some(job => job.state === 'sending' || job.state === 'waiting');

function part(job, name) { return job.row.querySelector(`[data-u="${name}"]`); }

function show(job, text, share = null) {
  part(job, 'text').textContent = text;
  if (share !== null) {
    part(job, 'bar').style.width = `${share * 100}%`;
    part(job, 'track').setAttribute('aria-valuenow', String(Math.floor(share * 100)));
  }
}

function end(job, state, text) {
  job.state = state;
  part(job, 'stop').hidden = true;
  show(job, text, state === 'failed' ? null : 1);
  job.row.classList.toggle('bad', state === 'failed');
  next();
}

function watch(job, answer) {
  const link = part(job, 'open');
  link.href = answer.url;
  link.hidden = false;
  const events = new EventSource(`/api/v1/cases/${answer.case}/progress`);
  events.onmessage = event => {
    const now = JSON.parse(event.data);
    if (now.state === 'done') { show(job, `${now.resets.toLocaleString('en-US')} ${now.resets === 1 ? 'flow' : 'flows'} with a reset, of ${now.flows.toLocaleString('en-US')}`); }
    else if (now.state === 'failed') { job.row.classList.add('bad'); show(job, now.error); }
    else { show(job, `examining, ${now.examined.toLocaleString('en-US')} of ${now.resets.toLocaleString('en-US')} flows with a reset`); }
    if (now.state === 'done' || now.state === 'failed') { events.close(); }
  };
}

function start(job) {
  job.state = 'sending';
  const request = job.request = new XMLHttpRequest();
  const begun = performance.now();
  request.open('PUT', `/api/v1/captures?name=${encodeURIComponent(job.file.name)}`);
  request.setRequestHeader('X-RstKb-Client', 'web');
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.upload.onprogress = event => {
    const seconds = (performance.now() - begun) / 1000;
    const left = seconds > 1 ? `, about ${Math.max(1, Math.round((event.total - event.loaded) * seconds / event.loaded))} s left` : '';
    show(job, `${size(event.loaded)} of ${size(event.total)}${left}`, event.loaded / event.total);
  };
  request.onload = () => {
    if (request.status === 201) {
      end(job, 'sent', 'examining');
      const answer = JSON.parse(request.responseText);
      const earlier = part(job, 'earlier');
      earlier.hidden = !answer.earlier;
      earlier.href = answer.earlier?.url ?? '';
      watch(job, answer);
      return;
    }
    let detail = `${request.status} ${request.statusText}, answered by something in front of the server`;
    try { detail = JSON.parse(request.responseText).detail; } catch { /* Not one of our own answers. */ }
    end(job, 'failed', `Not taken: ${detail}`);
  };
  request.onerror = () => end(job, 'failed', 'The connection was lost; nothing of it was kept. Drop the file again when the server answers.');
  request.onabort = () => end(job, 'failed', 'Stopped; nothing of it was kept.');
  request.send(job.file);
}

function next() {
  while (jobs.filter(job => job.state === 'sending').length < mostAtOnce) {
    const job = jobs.find(waiting => waiting.state === 'waiting');
    if (!job) { return; }
    start(job);
  }
}

/** Puts the list back where the page was left and come back to. */
export function showMany() {
  const list = document.querySelector('[data-uploads]');
  if (list && jobs.length > 0 && !list.contains(jobs[0].row)) {
    list.querySelector('ul').append(...jobs.map(job => job.row));
    list.hidden = false;
  }
}

/** Sends them all; what is too large is not sent. */
export function sendMany(files, limit) {
  const list = document.querySelector('[data-uploads]');
  const template = document.querySelector('[data-upload-row]');
  if (!list || !template) { return; }
  for (const file of files) {
    const row = template.content.firstElementChild.cloneNode(true);
    const job = { file, row, state: 'waiting' };
    part(job, 'name').textContent = file.name;
    part(job, 'track').setAttribute('aria-label', `Upload of ${file.name}`);
    part(job, 'stop').setAttribute('aria-label', `Stop ${file.name}`);
    part(job, 'stop').addEventListener('click', () => { if (job.request) { job.request.abort(); } else { end(job, 'failed', 'Stopped before it was sent.'); } });
    list.querySelector('ul').append(row);
    jobs.push(job);
    show(job, 'waits for its turn', 0);
    if (file.size > limit) { end(job, 'failed', `Not sent: ${size(file.size)} is more than this server takes, ${size(limit)}.`); }
  }
  list.hidden = false;
  list.scrollIntoView({ block: 'nearest' });
  next();
}
