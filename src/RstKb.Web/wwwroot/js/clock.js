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

/** Moves the times of rows that are still in UTC. */
export function showLocalTimes() {
  for (const ladder of document.querySelectorAll('.lad[data-local]')) {
    const { minutes, name } = zone(ladder.dataset.local);
    for (const cell of ladder.querySelectorAll('.pk:not([data-moved]) .tm')) {
      cell.parentElement.dataset.moved = '';
      cell.textContent = shifted(cell.textContent, minutes);
    }
    const head = ladder.querySelector('[data-zone]');
    if (head) { head.textContent = name; }
  }
}
