// Times of day where the reader is: the server writes them in UTC and says so until this moves them.
const zone = instant => {
  const minutes = -new Date(instant).getTimezoneOffset();
  const sign = minutes < 0 ? '−' : '+';
  const part = number => String(Math.floor(Math.abs(number))).padStart(2, '0');
  return { minutes, name: `UTC${minutes === 0 ? '' : `${sign}${part(minutes / 60)}:${part(minutes % 60)}`}` };
};

function shifted(text, minutes) {
  const [hours, rest, seconds] = text.split(':');
  const total = ((Number(hours) * 60 + Number(rest) + minutes) % 1440 + 1440) % 1440;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}:${seconds}`;
}

/** Moves the times of rows that are still in UTC, in a ladder or in the table of its packets. */
export function showLocalTimes() {
  for (const rows of document.querySelectorAll(':is(.lad, .pktable)[data-local]')) {
    const { minutes, name } = zone(rows.dataset.local);
    for (const cell of rows.querySelectorAll(':is(.pk > .tm, td.tm):not([data-moved])')) {
      cell.dataset.moved = '';
      cell.textContent = shifted(cell.textContent, minutes);
    }
    const head = rows.querySelector('[data-zone]');
    if (head) { head.textContent = name; }
  }
}
