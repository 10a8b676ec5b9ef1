// The bytes of the chosen packet, read from the stored capture. Fields on which evidence rests are marked; pointing at a field outlines its bytes.
let asked = null;

const box = () => document.querySelector('[data-bytes]');
const note = text => { const element = document.querySelector('[data-bytes-note]'); if (element) { element.textContent = text; } };

function draw(target, found) {
  const bytes = found.bytes.match(/../g) ?? [];
  const fieldOf = new Map();
  for (const { field, start, count } of found.fields) {
    for (let at = start; at < start + count; at++) { fieldOf.set(at, field); }
  }
  const hit = new Set([...document.querySelectorAll('#packet [data-field].hit')].map(item => item.dataset.field));
  const lines = [];
  for (let row = 0; row < bytes.length; row += 16) {
    const line = document.createElement('div');
    line.append(Object.assign(document.createElement('span'), { className: 'o', textContent: row.toString(16).padStart(4, '0') }), '  ');
    let text = '';
    for (let at = row; at < row + 16; at++) {
      const gap = at % 16 === 7 ? '  ' : ' ';
      if (at >= bytes.length) { line.append('  ' + gap); continue; }
      const field = fieldOf.get(at);
      const mark = document.createElement(hit.has(field) ? 'mark' : 'span');
      mark.textContent = bytes[at];
      if (field) { mark.dataset.of = field; }
      line.append(mark, gap);
      const code = parseInt(bytes[at], 16);
      text += code > 32 && code < 127 ? String.fromCharCode(code) : '·';
    }
    line.append(' ' + text);
    lines.push(line);
  }
  target.replaceChildren(...lines);
  const payload = found.capturedLength - found.headerLength;
  drawFrame(bytes, found);
  note(`${found.headerLength} bytes of headers${found.capturedLength < found.originalLength ? `, cut at ${found.capturedLength} of ${found.originalLength}` : ''}`);
  const more = document.querySelector('[data-bytes-payload]');
  if (more) { more.hidden = payload <= 0 || bytes.length > found.headerLength; }
}

const address = bytes => bytes.join(':');

function tellFrame(value, remark) {
  const line = document.querySelector('#packet [data-field="eth"]');
  if (!line) { return; }
  line.querySelector('b').textContent = value;
  line.querySelector('i').textContent = remark;
}

// What stands in the packet's panel only while the capture is stored: the frame's addresses and its size.
function drawFrame(bytes, found) {
  const frame = found.fields.find(({ field }) => field === 'eth');
  tellFrame(frame ? `${address(bytes.slice(6, 12))} → ${address(bytes.slice(0, 6))}` : '', frame ? '' : 'none: another kind of link');
  const size = document.querySelector('[data-packet-size]');
  if (size) { size.textContent = `${found.originalLength.toLocaleString('en-US')} bytes, ${found.capturedLength < found.originalLength ? `${found.capturedLength.toLocaleString('en-US')} captured` : 'whole'}`; }
}

/** Reads a packet's bytes and shows them. */
export async function readBytes(packet, payload = 0) {
  const target = box();
  if (!target) { return; }
  asked?.abort();
  const mine = asked = new AbortController();
  target.dataset.bytesPacket = packet;
  document.querySelector('[data-bytes-read]').hidden = true;
  const slow = setTimeout(() => note('reading the capture …'), 150);
  try {
    const answer = await fetch(`${target.dataset.bytes}${packet}?payload=${payload}`, { signal: mine.signal });
    if (!answer.ok) { throw new Error((await answer.json()).detail); }
    draw(target, await answer.json());
  } catch (fault) {
    if (fault.name !== 'AbortError') { target.replaceChildren(); note(fault.message); }
  } finally {
    clearTimeout(slow);
  }
}

let waiting;

/** Another packet was chosen: small captures are read at once, large ones when somebody asks. */
export function bytesOf(packet) {
  const target = box();
  if (!target) { return; }
  clearTimeout(waiting);
  if (target.dataset.bytesAuto) {
    waiting = setTimeout(() => readBytes(packet), 80);
  } else if (target.dataset.bytesPacket !== packet) {
    asked?.abort();
    target.dataset.bytesPacket = packet;
    target.replaceChildren();
    tellFrame('', 'read with the bytes');
    note('');
    document.querySelector('[data-bytes-read]').hidden = false;
  }
}

function outline(field, on) {
  document.querySelectorAll(`[data-bytes] [data-of="${CSS.escape(field)}"]`).forEach(byte => byte.classList.toggle('lit', on));
  document.querySelector(`#packet [data-field="${CSS.escape(field)}"]`)?.classList.toggle('lit', on);
}

export function startBytes() {
  document.addEventListener('click', event => {
    if (event.target.closest('[data-bytes-read]')) { readBytes(box().dataset.bytesPacket); }
    if (event.target.closest('[data-bytes-payload]')) { readBytes(box().dataset.bytesPacket, 256); }
  });
  for (const [name, on] of [['mouseover', true], ['mouseout', false]]) {
    document.addEventListener(name, event => {
      const field = event.target.closest?.('[data-bytes] [data-of], #packet [data-field]');
      if (field && box()) { outline(field.dataset.of ?? field.dataset.field, on); }
    });
  }
  return () => { const target = box(); if (target?.dataset.bytesAuto && !target.firstChild) { readBytes(target.dataset.bytesPacket); } };
}
