const apart = 250;

/** An action that runs at most four times a second; what is asked for between is done with the next, also where nothing is asked any more. `now` runs it at once. */
export function paced(action) {
  let last = -apart;
  let later;
  const now = () => {
    clearTimeout(later);
    later = undefined;
    last = performance.now();
    action();
  };
  const ask = () => {
    const wait = last + apart - performance.now();
    if (wait > 0) { later ??= setTimeout(now, wait); } else { now(); }
  };
  return Object.assign(ask, { now });
}
