// One capture on its way to the server. Where it breaks off, what has arrived waits there for its rest, under an id of the sender's own.
const own = { 'X-RstKb-Client': 'web' };
const lost = 'The connection to the server was lost.';
const looks = 4;
const lookApart = 400;

const place = id => `/api/v1/uploads/${id}`;

export const newId = () => crypto.randomUUID ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

/** What our server says of a request that it refused; null where something in front of it answered. */
function ownWords(request) {
  if (!(request.getResponseHeader('Content-Type') ?? '').includes('json')) { return null; }
  try { return JSON.parse(request.responseText).detail ?? 'The server refused it.'; } catch { return null; }
}

function proxyWords({ status, statusText }) {
  return `${status} ${statusText}, answered by something in front of this server, not by RstKb. In nginx these settings let large uploads pass: client_max_body_size 0; proxy_request_buffering off; proxy_read_timeout 1h;`;
}

function conclude(request, on) {
  const words = ownWords(request);
  if (request.status >= 200 && request.status < 300) {
    on.taken(JSON.parse(request.responseText));
  } else if (words && request.responseText.includes('"upload-id-in-use"')) {
    // A browser whose connection is cut may send the same request once more by itself; what had arrived waits for its rest.
    on.broke(lost);
  } else if (words) {
    on.refused(request.status, words);
  } else {
    on.broke(proxyWords(request));
  }
}

/** Sends a file from a byte on. `on` hears `arrived(bytes)`, then `ended()` and one of `taken(answer)`, `refused(status, why)` and `broke(why)`; only `ended()` where it is aborted. */
export function sendCapture(file, name, id, from, on) {
  const request = new XMLHttpRequest();
  request.open('PUT', `/api/v1/captures?name=${encodeURIComponent(name)}&upload=${id}&resume=1&offset=${from}`);
  Object.entries({ ...own, 'Content-Type': 'application/octet-stream' }).forEach(([header, value]) => request.setRequestHeader(header, value));
  request.upload.onprogress = event => on.arrived(from + event.loaded);
  request.onabort = () => on.ended();
  request.onload = () => { on.ended(); conclude(request, on); };
  request.onerror = () => { on.ended(); on.broke(lost); };
  request.send(from > 0 ? file.slice(from) : file);
  return request;
}

/** Gives up an upload: what has arrived would wait for its rest otherwise. */
export function giveUp(id) {
  fetch(place(id), { method: 'DELETE', headers: own, keepalive: true }).catch(() => {});
}

/** Asks where an upload waits for its rest: `answers` is false while the server is away, `arrived` undefined where nothing waits. */
export async function askWhere(id) {
  try {
    const answer = await fetch(place(id));
    return { answers: answer.ok || answer.status === 404, ...(answer.ok ? await answer.json() : {}) };
  } catch {
    return { answers: false };
  }
}

/** The same of an upload that has just broken off: the server may need a moment to notice that the rest does not come. */
export async function askWhereItBroke(id) {
  for (let look = 1; ; look++) {
    const where = await askWhere(id);
    if (where.arrived !== undefined || look === looks) { return where; }
    await new Promise(resolve => { setTimeout(resolve, lookApart); });
  }
}
