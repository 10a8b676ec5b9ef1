// Several captures at once: a list of progresses, each of which becomes a case of its own. Two are sent at a time.
import { say as notice } from './notice.js';
import { paced } from './paced.js';
import { size } from './progress.js';
import { askWhere, askWhereItBroke, giveUp, newId, sendCapture } from './sending.js';

const mostAtOnce = 2;
const jobs = [];
const count = number => number.toLocaleString('en-US');
const draw = paced(() => jobs.filter(job => !job.isDrawn).forEach(fill));

export const isSendingMany = () => jobs.some(job => job.state === 'sending' || job.state === 'waiting');

function part(job, name) { return job.row.querySelector(`[data-u="${name}"]`); }

/** Draws a row as it stands: which buttons it has follows from its state. */
function fill(job) {
  job.isDrawn = true;
  part(job, 'text').textContent = job.text;
  part(job, 'bar').style.width = `${job.share * 100}%`;
  part(job, 'track').setAttribute('aria-valuenow', String(Math.floor(job.share * 100)));
  job.row.classList.toggle('bad', job.state === 'failed');
  job.row.classList.toggle('cut', job.state === 'broke');
  part(job, 'stop').hidden = job.state === 'sent' || job.state === 'failed';
  const again = part(job, 'again');
  const word = job.state === 'broke' ? 'Resume' : 'Send again';
  again.hidden = job.state !== 'broke' && !job.mayRepeat;
  again.textContent = word;
  again.setAttribute('aria-label', `${word}: ${job.file.name}`);
}

function show(job, text, share = job.share) {
  Object.assign(job, { text, share, isDrawn: false });
  draw();
}

function end(job, state, text, mayRepeat = false) {
  Object.assign(job, { state, mayRepeat });
  show(job, text, state === 'failed' ? job.share : 1);
  next();
}

function watch(job, answer) {
  const link = part(job, 'open');
  link.href = answer.url;
  link.hidden = false;
  const events = new EventSource(`/api/v1/cases/${answer.case}/progress`);
  events.onmessage = event => {
    const now = JSON.parse(event.data);
    if (now.state === 'done') {
      show(job, `${count(now.resets)} ${now.resets === 1 ? 'flow' : 'flows'} with a reset, of ${count(now.flows)}`);
    } else if (now.state === 'failed') {
      job.state = 'failed';
      show(job, now.error);
    } else {
      show(job, `examining, ${count(now.examined)} of ${count(now.resets)} flows with a reset`);
    }
    if (now.state === 'done' || now.state === 'failed') { events.close(); }
  };
}

/** Says where a capture broke off; what has arrived waits there. Others are not tried while the server is away. */
async function broke(job, why) {
  job.state = 'broke';
  show(job, why);
  const where = await askWhereItBroke(job.id);
  if (job.state !== 'broke') { return; }
  const total = job.file.size;
  job.isKept = where.arrived !== undefined;
  if (!job.isKept) {
    show(job, `${why} Resume asks the server how much has arrived.`, 0);
  } else {
    show(job, `${why} It broke off at byte ${count(where.arrived)} of ${count(total)}; what has arrived is kept for ${Math.round(where.waitsSeconds / 60)} minutes.`, where.arrived / Math.max(1, total));
  }
  if (where.answers) { next(); }
}

function start(job) {
  job.state = 'sending';
  const { file, from } = job;
  const begun = performance.now();
  job.request = sendCapture(file, file.name, job.id, from, {
    arrived: bytes => {
      const seconds = (performance.now() - begun) / 1000;
      const left = seconds > 1 && bytes > from ? `, about ${Math.max(1, Math.round((file.size - bytes) * seconds / (bytes - from)))} s left` : '';
      show(job, `${size(bytes)} of ${size(file.size)}${left}`, bytes / Math.max(1, file.size));
    },
    ended: () => { job.request = null; },
    taken: answer => {
      end(job, 'sent', 'examining');
      const earlier = part(job, 'earlier');
      earlier.hidden = !answer.earlier;
      earlier.href = answer.earlier?.url ?? '';
      watch(job, answer);
    },
    refused: (status, why) => end(job, 'failed', `Not taken: ${why}`, ![413, 415, 422].includes(status)),
    broke: why => broke(job, why),
  });
}

function anew(job) {
  giveUp(job.id);
  job.id = newId();
  wait(job, 0);
}

function wait(job, from) {
  Object.assign(job, { from, state: 'waiting', mayRepeat: false });
  show(job, 'waits for its turn', from / Math.max(1, job.file.size));
  next();
}

/** Sends the rest of what broke off, or all of it where none has arrived or it was not taken. */
async function goOn(job) {
  if (job.state === 'broke') {
    const where = await askWhere(job.id);
    if (job.state !== 'broke') { return; }
    if (!where.answers) { notice('The server does not answer yet.'); return; }
    if (where.arrived === undefined && job.isKept) {
      end(job, 'failed', 'What had arrived is gone: it waited too long, or the server was started again.', true);
      return;
    }
    if (where.arrived === undefined) { anew(job); } else { wait(job, where.arrived); }
  } else {
    anew(job);
  }
  // The button goes, and would take the focus with it.
  draw.now();
  part(job, 'stop').focus();
}

function stop(job) {
  const isBegun = job.state !== 'waiting' || job.from > 0;
  job.request?.abort();
  if (isBegun) { giveUp(job.id); }
  end(job, 'failed', isBegun ? 'Stopped; nothing of it was kept.' : 'Stopped before it was sent.');
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
    const job = { file, row, id: newId(), from: 0, share: 0, state: 'waiting' };
    part(job, 'name').textContent = file.name;
    part(job, 'track').setAttribute('aria-label', `Upload of ${file.name}`);
    part(job, 'stop').setAttribute('aria-label', `Stop ${file.name}`);
    part(job, 'stop').addEventListener('click', () => stop(job));
    part(job, 'again').addEventListener('click', () => goOn(job));
    list.querySelector('ul').append(row);
    jobs.push(job);
    if (file.size > limit) {
      job.state = 'failed';
      show(job, `Not sent: ${size(file.size)} is more than this server takes, ${size(limit)}.`);
    } else {
      show(job, 'waits for its turn');
    }
  }
  list.hidden = false;
  list.scrollIntoView({ block: 'nearest' });
  next();
}
