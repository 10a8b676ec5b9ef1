// Sequence numbers as counted from each end's first one, or as on the wire. A ladder says both ends' first numbers, so that either follows from the other here.
const modulus = 2 ** 32;

const ends = row => row.classList.contains('C') ? [0, 1] : [1, 0];
const shown = span => Number(span.lastChild.data.replaceAll(',', ''));

/** Sequence and acknowledgment number of a row, each relative and absolute; null where the row has none. */
export function numbersOf(row) {
  const ladder = row.closest('.lad');
  const starts = ladder.dataset.starts.split(' ').map(Number);
  const isAbsolute = ladder.classList.contains('abs');
  const [own, other] = ends(row);
  const pair = (span, end) => {
    if (!span) { return null; }
    const number = shown(span);
    return isAbsolute
      ? { span, relative: (number - starts[end] + modulus) % modulus, absolute: number }
      : { span, relative: number, absolute: (number + starts[end]) % modulus };
  };
  return { seq: pair(row.querySelector('.sq'), own), ack: pair(row.querySelector('.ak'), other) };
}

/** Shows a ladder's numbers one way or the other. */
export function showNumbers(ladder, isAbsolute) {
  if (ladder.classList.contains('abs') === isAbsolute) { return; }
  const all = [...ladder.querySelectorAll('.pk')].filter(row => row.querySelector('.sq')).map(numbersOf);
  for (const { seq, ack } of all) {
    for (const pair of [seq, ack]) {
      if (pair) { pair.span.lastChild.data = isAbsolute ? String(pair.absolute) : pair.relative.toLocaleString('en-US'); }
    }
  }
  ladder.classList.toggle('abs', isAbsolute);
}
